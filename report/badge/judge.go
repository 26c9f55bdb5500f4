package badge

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency/text"
)

// node is a JSON object.
type node = map[string]any

// typed says of what type the things at a path of a credential are, where they are there.
type typed struct{ path, want string }

func typesOf() []typed {
	const subject, achievement = "credentialSubject", "credentialSubject.achievement"
	return []typed{
		{"issuer", "Profile"}, {"issuer.parentOrg", "Profile"}, {"issuer.otherIdentifier", "IdentifierEntry"},
		{subject, "AchievementSubject"}, {subject + ".identifier", "IdentityObject"}, {subject + ".source", "Profile"},
		{subject + ".result", "Result"}, {subject + ".result.alignment", "Alignment"},
		{achievement, "Achievement"}, {achievement + ".creator", "Profile"}, {achievement + ".alignment", "Alignment"},
		{achievement + ".otherIdentifier", "IdentifierEntry"}, {achievement + ".resultDescription", "ResultDescription"},
		{achievement + ".resultDescription.rubricCriterionLevel", "RubricCriterionLevel"}, {"evidence", "Evidence"},
	}
}

var contextOfOB = text.Pattern(`^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.0\.\d+)?\.json$`)

// judge says what keeps a JSON object from being an achievement credential of Open Badges 3.0, in either
// version of the data model of credentials, that holds at a time. Proofs are not its business, nor are
// endorsements, refresh services and lists of statuses.
func judge(c node, now time.Time) error {
	if err := judgeFrame(c); err != nil {
		return err
	}
	for _, t := range typesOf() {
		for _, found := range reach(c, strings.Split(t.path, ".")) {
			if _, named := found.(string); named && t.path == "issuer" {
				continue // an issuer may be its id alone
			}
			if n, ok := found.(node); !ok || !slices.Contains(wordsOf(n["type"]), t.want) {
				return fmt.Errorf("%s is no %s", t.path, t.want)
			}
		}
	}
	if err := judgeSubject(c); err != nil {
		return err
	}
	return judgeTime(c, now)
}

func judgeFrame(c node) error {
	contexts, types := wordsOf(c["@context"]), wordsOf(c["type"])
	model := []string{contextVC, "https://www.w3.org/2018/credentials/v1"}
	switch {
	case len(contexts) < 2 || !slices.Contains(model, contexts[0]) || !slices.ContainsFunc(contexts[1:], contextOfOB().MatchString):
		return fmt.Errorf("@context is not that of an Open Badge 3.0: %q", contexts)
	case !slices.Contains(types, "VerifiableCredential") ||
		!slices.Contains(types, "OpenBadgeCredential") && !slices.Contains(types, "AchievementCredential"):
		return fmt.Errorf("type is %q, expected an OpenBadgeCredential", types)
	}
	for _, key := range []string{"id", "name", "issuer", "credentialSubject"} {
		if c[key] == nil {
			return fmt.Errorf("it has no %s", key)
		}
	}
	if id := idOf(c["issuer"]); id == "" {
		return fmt.Errorf("the issuer has no id")
	}
	return nil
}

func judgeSubject(c node) error {
	subject, ok := c["credentialSubject"].(node)
	achievement, one := subject["achievement"].(node)
	if !ok || !one || subject["id"] == nil && len(reach(subject, []string{"identifier"})) == 0 {
		return fmt.Errorf("credentialSubject has no achievement, or does not say whose it is")
	}
	for _, key := range []string{"id", "name", "description", "criteria"} {
		if achievement[key] == nil {
			return fmt.Errorf("the achievement has no %s", key)
		}
	}
	return nil
}

func judgeTime(c node, now time.Time) error {
	from, until, err := span(c)
	switch {
	case err != nil:
		return err
	case now.Before(from):
		return fmt.Errorf("it holds from %s on", stamp(from))
	case !until.IsZero() && now.After(until):
		return fmt.Errorf("it held until %s", stamp(until))
	}
	return nil
}

// span is the time in which a credential holds; a zero end is none.
func span(c node) (from, until time.Time, err error) {
	read := func(keys ...string) (t time.Time, err error) {
		for _, key := range keys {
			if s, ok := c[key].(string); ok {
				if t, err = time.Parse(time.RFC3339, s); err != nil {
					return t, fmt.Errorf("%s is %q, expected a time with its zone", key, s)
				}
				return t, nil
			}
		}
		return t, nil
	}
	if from, err = read("validFrom", "issuanceDate"); err == nil && from.IsZero() {
		err = fmt.Errorf("it has no validFrom")
	}
	if err == nil {
		until, err = read("validUntil", "expirationDate")
	}
	return from, until, err
}

// reach gives what stands at a path; lists on the way, and at its end, are gone through.
func reach(v any, path []string) []any {
	if list, ok := v.([]any); ok {
		var all []any
		for _, item := range list {
			all = append(all, reach(item, path)...)
		}
		return all
	}
	if len(path) == 0 {
		return []any{v}
	}
	n, ok := v.(node)
	if !ok || n[path[0]] == nil {
		return nil
	}
	return reach(n[path[0]], path[1:])
}

// wordsOf are the strings of a string or a list.
func wordsOf(v any) []string {
	var words []string
	for _, item := range reach(v, nil) {
		if s, ok := item.(string); ok {
			words = append(words, s)
		}
	}
	return words
}

// idOf is the id of an object, or the string that stands for one.
func idOf(v any) string {
	if n, ok := v.(node); ok {
		v = n["id"]
	}
	s, _ := v.(string)
	return s
}

func readObject(data []byte) (node, error) {
	var n node
	if err := json.Unmarshal(data, &n); err != nil || n == nil {
		return nil, fmt.Errorf("expected a JSON object")
	}
	return n, nil
}
