package safe

import "strings"

// Property makes s the value of a property in a workflow command, as file in ::error file=...::.
func Property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(visible(s))
}

// Message makes s the text of a workflow command, after the second ::; its line breaks are kept.
func Message(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(visible(s))
}

// visible is Text for each line, without the guard for the beginning of a line, which the command
// itself takes up.
func visible(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(Text("."+strings.TrimSuffix(l, "\r")), ".")
	}
	return strings.Join(lines, "\n")
}
