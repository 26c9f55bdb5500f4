package strictyaml

import (
	"strings"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
)

// Scalar is a text to be written into a file: the id of somebody, a day as calendar.Date prints it.
func Scalar(text string) *Node { return &Node{Kind: Text, Value: text} }

// Yes is true, to be written into a file.
func Yes() *Node { return &Node{Kind: Truth, Value: "true"} }

// Scalars is a list of texts to be written into a file.
func Scalars(texts []string) *Node {
	n := &Node{Kind: List}
	for _, t := range texts {
		n.Items = append(n.Items, Scalar(t))
	}
	return n
}

// Add gives a mapping to be written into a file one key more, at its end.
func (n *Node) Add(name string, value *Node) {
	n.Pairs = append(n.Pairs, Pair{Name: name, Value: value})
}

// pairLines writes a key with its value as a block; a list of mappings in a list is a line each.
func pairLines(key string, value *Node, column int) []string {
	blanks := strings.Repeat(" ", column)
	if value.Kind != List || len(value.Items) == 0 || value.Items[0].Kind != Mapping {
		return []string{blanks + key + ": " + scalarOr(value)}
	}
	lines := []string{blanks + key + ":"}
	for _, item := range value.Items {
		lines = append(lines, itemLines(item, column+2, 2, column > 0)...)
	}
	return lines
}

// itemLines writes an item of a list: on one line, or as a block whose keys begin gap columns after
// the dash.
func itemLines(item *Node, column, gap int, flow bool) []string {
	dash := strings.Repeat(" ", column) + "-" + strings.Repeat(" ", gap-1)
	if flow || item.Kind != Mapping || len(item.Pairs) == 0 {
		return []string{dash + inFlow(item)}
	}
	var lines []string
	for _, p := range item.Pairs {
		lines = append(lines, pairLines(p.Name, p.Value, column+gap)...)
	}
	lines[0] = dash + lines[0][column+gap:]
	return lines
}

func scalarOr(n *Node) string {
	if n.Kind == Text && !isTime(n.Value) {
		return Quote(n.Value)
	}
	return inFlow(n)
}

// inFlow writes a value on one line, so that it can stand in brackets: text of several words is
// quoted there.
func inFlow(n *Node) string {
	switch n.Kind {
	case List:
		parts := make([]string, len(n.Items))
		for i, item := range n.Items {
			parts[i] = inFlow(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Mapping:
		parts := make([]string, len(n.Pairs))
		for i, p := range n.Pairs {
			parts[i] = p.Name + ": " + inFlow(p.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Text:
		switch q := Quote(n.Value); {
		case isTime(n.Value):
			return n.Value
		case q == n.Value && strings.Contains(q, " "):
			return `"` + q + `"`
		default:
			return q
		}
	default:
		return n.Value
	}
}

// isTime reports whether text is a day or an instant, which every reader takes for what it is and
// people write without quotes.
func isTime(s string) bool {
	if _, err := time.Parse("2006-01-02T15:04:05Z", s); err == nil {
		return true
	}
	_, err := calendar.Parse(s)
	return err == nil
}

// lastMember is where the last item or key of a list or mapping begins.
func (n *Node) lastMember() diag.Pos {
	switch {
	case len(n.Items) > 0:
		return n.Items[len(n.Items)-1].Pos
	case len(n.Pairs) > 0:
		return n.Pairs[len(n.Pairs)-1].Pos
	}
	return n.Pos
}

// Document writes a mapping as a file of its own, below comment lines: a list of mappings is an item a
// block with a blank line between, as people write them. Only Kind, Value, Items and Pairs are looked at.
func Document(comment []string, root *Node) []byte {
	var b strings.Builder
	for _, line := range comment {
		b.WriteString(strings.TrimSpace("# "+line) + "\n")
	}
	for _, p := range root.Pairs {
		blocks := p.Value.Kind == List && len(p.Value.Items) > 0 && p.Value.Items[0].Kind == Mapping
		if !blocks {
			b.WriteString(strings.Join(pairLines(p.Name, p.Value, 0), "\n") + "\n")
			continue
		}
		b.WriteString("\n" + p.Name + ":\n")
		for i, item := range p.Value.Items {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(strings.Join(itemLines(item, 2, 2, false), "\n") + "\n")
		}
	}
	return []byte(b.String())
}
