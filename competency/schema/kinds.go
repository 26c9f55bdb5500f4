package schema

// Patterns. What is around a text is trimmed before it is judged, and regular expressions do not agree on
// what is white space; so these say no only where every reader of them does.
const (
	textForm = "[^ \t\r\n]"
	lineForm = "^[^!-~]*[^\n]*(\n[^!-~]*)?$" // nothing visible on a line before it, or after it

	idForm         = "[a-z0-9][a-z0-9-]{0,63}"
	competencyForm = "^" + idForm + "(/" + idForm + ")?$"
	deviceForm     = "(con|prn|aux|nul|com[0-9]|lpt[0-9])"

	// every month has its days; that February has 29 only in leap years no pattern says
	dayForm    = "[0-9]{4}-((01|03|05|07|08|10|12)-(0[1-9]|[12][0-9]|3[01])|(04|06|09|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
	clockForm  = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
	periodForm = "^[1-9][0-9]{0,4}(d|w|mo|y)$"
)

// Kind is the schema of a scalar of one of the kinds that the walks of definitions and of records
// name. Editors show patternErrorMessage; whoever does not know it passes over it.
func Kind(name string) Object {
	switch name {
	case "truth":
		return Object{{"type", "boolean"}}
	case "line":
		return matching(lineForm, "text on one line").With("minLength", 1)
	case "text":
		return matching(textForm, "text")
	case "id":
		return matching("^"+idForm+"$", "an id: lower-case letters, digits and hyphens, beginning with a letter or digit, at most 64").
			With("not", Object{{"pattern", "^" + deviceForm + "$"}})
	case "competency":
		return matching(competencyForm, "the id of a competency, or set/id for a shared one").
			With("not", Object{{"pattern", "^" + deviceForm + "(/|$)|/" + deviceForm + "$"}})
	case "day":
		return matching("^"+dayForm+"$", "a day such as 2026-09-01")
	case "instant":
		return matching("^"+dayForm+clockForm+"$", "an instant such as 2026-10-02T00:00:00Z")
	case "period":
		return matching(periodForm, "a period such as 30d, 6w, 6mo or 1y")
	}
	panic("schema: no kind " + name)
}

func matching(pattern, said string) Object {
	return Object{{"type", "string"}, {"pattern", pattern}, {"patternErrorMessage", "expected " + said}}
}
