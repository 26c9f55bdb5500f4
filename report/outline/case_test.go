package outline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/report/outline"
)

var today = calendar.Of(2026, 11, 21)

// packed reads a package and says on a line each what came of it.
func packed(t *testing.T, data string) string {
	t.Helper()
	o, problems := outline.ReadPackage("a.json", []byte(data), today)
	var said []string
	for _, p := range problems {
		said = append(said, p.Pos.String()+": "+p.Message)
	}
	if o == nil {
		return strings.Join(said, "\n")
	}
	if o.Rows != len(o.Items)+o.Headings+len(o.Left) {
		t.Errorf("%d items in, %d competencies, %d headings and %d left out", o.Rows, len(o.Items), o.Headings, len(o.Left))
	}
	for _, i := range o.Items {
		said = append(said, strings.Join([]string{i.Code, i.Title, i.Group, strings.Join(i.Criteria, "+"), i.Conditions, i.Align.Code}, "|"))
	}
	for _, l := range o.Left {
		said = append(said, "left "+l.String())
	}
	return strings.Join(append(said, o.Notes...), "\n")
}

// pack writes a package of items, each an id and its keys, and of children: "a<b 2" is a beneath b, second.
func pack(items []string, children ...string) string {
	var all, links []string
	for _, i := range items {
		id, rest, _ := strings.Cut(i, " ")
		all = append(all, fmt.Sprintf(`{"identifier":%q,%s}`, id, rest))
	}
	for _, c := range children {
		ends, place, ordered := strings.Cut(c, " ")
		child, parent, _ := strings.Cut(ends, "<")
		link := fmt.Sprintf(`{"associationType":"isChildOf","originNodeURI":{"identifier":%q},"destinationNodeURI":%q`, child, parent)
		if ordered {
			link += `,"sequenceNumber":` + place
		}
		links = append(links, link+"}")
	}
	return `{"CFDocument":{"identifier":"doc","title":"List"},"CFItems":[` + strings.Join(all, ",\n") + `],"CFAssociations":[` + strings.Join(links, ",\n") + "]}"
}

func TestReadPackage(t *testing.T) {
	s := func(id, statement string) string { return id + ` "fullStatement":"` + statement + `"` }
	for _, x := range []struct{ name, data, want string }{
		{"headings, order by number, those without one last", pack([]string{s("h", "Pots"), s("a", "Dries"), s("b", "Washes"), s("c", "Stacks")}, "h<doc", "c<h", "a<h 2", `b<h "1"`),
			"|Washes|Pots|||b\n|Dries|Pots|||a\n|Stacks|Pots|||c"},
		{"order by code where there are no numbers", pack([]string{`a "humanCodingScheme":"K.10","fullStatement":"Ten"`, `b "humanCodingScheme":"K.9","fullStatement":"Nine"`}, "a<doc", "b<doc"),
			"K.9|Nine||||b\nK.10|Ten||||a"},
		{"levels, and short names of headings", pack([]string{`h "humanCodingScheme":"1","fullStatement":"All that is wet","abbreviatedStatement":"Pots"`, s("i", "By hand"), s("a", "Washes")}, "h<doc", "i<h", "a<i"),
			"|Washes|1 Pots / By hand|||a"},
		{"long statements are criteria", pack([]string{s("a", "Washes:\\n- hot\\n- cold"), `b "fullStatement":"Dries with a cloth","abbreviatedStatement":"Dries","notes":"a clean one"`}, "a<doc", "b<doc"),
			"|Washes:||Washes:\n- hot\n- cold||a\n|Dries||Dries with a cloth|a clean one|b"},
		{"without parents, twice, astray, other", strings.Replace(pack([]string{s("a", "A"), s("b", "B"), s("h", "H")}, "a<h", "a<doc", "b<gone", "h<doc"), `"CFAssociations":[`, `"CFAssociations":[{"associationType":"precedes","originNodeURI":"a","destinationNodeURI":"b"},`, 1),
			"|A|H|||a\n|B||||b\n1 items are children of nothing: read last, without a heading\n1 items stand in a second place as well: read in the first\n1 associations lead to what is not in the package: not read\nnot read: 1 associations precedes"},
		{"a circle", pack([]string{s("a", "A"), s("b", "B"), s("c", "C"), s("d", "D")}, "a<b", "b<a", "c<doc", "d<d"),
			"|C||||c\nleft a.json:1: it stands beneath itself, or more than 64 deep\nleft a.json:2: it stands beneath itself, or more than 64 deep\nleft a.json:4: it stands beneath itself, or more than 64 deep"},
		{"ended, and empty", pack([]string{`a "fullStatement":"A","statusEndDate":"2026-11-20T10:00:00"`, `b "fullStatement":"B","statusEndDate":"2026-11-21"`, s("c", " ")}, "a<doc", "b<doc", "c<doc"),
			"|B||||b\nleft a.json:1: it ended on 2026-11-20\nleft a.json:3: no fullStatement"},
		{"nothing", pack(nil), "a.json:1: no competencies in the package: 0 items, none of them with a statement"},
		{"another JSON", `{"a":1}`, "a.json:1: this JSON is no CASE package"},
		{"no JSON", "{\n\"CFItems\": [,]}", "a.json:2: this is no JSON: invalid character ',' looking for beginning of value"},
		{"cut off", "{\n\"CFItems\": [", "a.json:2: this is no JSON: unexpected end of JSON input"},
		{"another kind", pack([]string{s("a", "A"), `b "fullStatement":7`}), "a.json:2: fullStatement is of another kind than CASE has it: number"},
		{"a list", `{"CFItems":{}}`, "a.json:1: CFItems is of another kind than CASE has it: object"},
	} {
		if got := packed(t, x.data); got != x.want {
			t.Errorf("%s: got\n%s\nexpected\n%s", x.name, got, x.want)
		}
	}
}

// TestPackageBounds holds that no package takes the time of whoever reads it.
func TestPackageBounds(t *testing.T) {
	var items, chain []string
	for i := range 5000 {
		items = append(items, fmt.Sprintf(`i%d "fullStatement":"Item %d"`, i, i))
		chain = append(chain, fmt.Sprintf("i%d<i%d", i, i-1))
	}
	for name, data := range map[string]string{
		"beneath itself, or more than 64 deep": pack(items, append([]string{"i0<doc"}, chain[1:]...)...),
		"more than 16 MiB":                     strings.Repeat("{", 17<<20),
		"more than 2000000 values":             `{"CFItems":[` + strings.Repeat("1,", 3_000_000) + "1]}",
		"exceeded max depth":                   `{"CFItems":` + strings.Repeat("[", 1_000_000),
		"more than 100000 items":               `{"CFItems":[` + strings.Repeat("[],", 1_000_000) + "1]}",
	} {
		begun := time.Now()
		if got := packed(t, data); !strings.Contains(got, name) && !strings.Contains(got, "no competencies") {
			t.Errorf("expected %q, got %.200s", name, got)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%q took %s", name, took)
		}
	}
}
