package ledger

import (
	"bytes"
	"encoding/json"
	"flag"
	"reflect"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"sojt/signoff/line"
)

var long = flag.Bool("long", false, "run the long forms of the tests")

// A learner's file is one YAML document with the values that we read, and its record lines without
// their bullets are JSON objects with the same values.
func TestLearnerFilesAreYAMLAndJSON(t *testing.T) {
	n := 20
	if *long {
		n = 1000
	}
	p := load(t, program(t))
	for seed := range n {
		text, records := learnerFile(t, "maria", uint64(1000+seed), 50)
		got, problems, err := Open(files(map[string]string{"learners/maria.yaml": text})).Read("maria", p)
		if err != nil || len(sound(problems)) > 0 || len(got.Records) != len(records) {
			t.Fatal(err, rendered(sound(problems)))
		}
		var document struct {
			Learner, Name string
			Records       []yaml.Node
		}
		decoder := yaml.NewDecoder(strings.NewReader(text))
		decoder.KnownFields(true)
		if err := decoder.Decode(&document); err != nil {
			t.Fatalf("no YAML: %v\n%s", err, text)
		}
		if document.Learner != got.ID || document.Name != got.Name || len(document.Records) != len(records) {
			t.Fatalf("YAML has %q, %q and %d records", document.Learner, document.Name, len(document.Records))
		}
		for i := range document.Records {
			ours, _ := got.Records[i].Line()
			var want any
			decoder := json.NewDecoder(strings.NewReader(ours))
			decoder.UseNumber()
			if err := decoder.Decode(&want); err != nil {
				t.Fatal(err)
			}
			if theirs := value(t, &document.Records[i]); !reflect.DeepEqual(theirs, want) {
				t.Fatalf("YAML reads\n%#v\nof\n%s", theirs, ours)
			}
			if document.Records[i].Line != got.Lines[i] || document.Records[i].Column != len(line.Bullet)+1 {
				t.Fatalf("YAML finds record %d on line %d", i, document.Records[i].Line)
			}
		}
	}
}

// value is a YAML node as encoding/json would give it.
func value(t *testing.T, n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, value(t, item))
		}
		return list
	}
	switch n.Tag {
	case "!!str":
		return n.Value
	case "!!int":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	}
	t.Fatalf("line %d: a %s: %q", n.Line, n.Tag, n.Value)
	return nil
}

// FuzzLearnerFile holds for any bytes: no panic, each problem inside the file, and the records that
// were read are lines of it, each once, written as we would write them.
func FuzzLearnerFile(f *testing.F) {
	text, _ := learnerFile(f, "maria", 77, 4)
	f.Add([]byte(text))
	f.Add([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
	f.Add([]byte("\ufeff" + text + text))
	f.Add([]byte(text[:len(text)-40]))
	f.Add([]byte(text + "<<<<<<< a\n" + text + "=======\n>>>>>>> b\n"))
	f.Add([]byte(text + "\x00\x00"))
	f.Add([]byte("records:\n#\n\n- {}\n-\t{}\n - x\nlearner: b\nrecords:\n"))
	base := load(f, program(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := files(map[string]string{"learners/maria.yaml": string(data)})
		learner, problems, err := Open(fsys).Read("maria", base)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range problems {
			placed(t, fsys, x)
		}
		rows := bytes.Split(data, []byte("\n"))
		seen := map[string]bool{}
		for i, r := range learner.Records {
			text, err := r.Line()
			if err != nil {
				t.Fatal(err)
			}
			if row := strings.TrimSuffix(string(rows[learner.Lines[i]-1]), "\r"); row != line.Bullet+text {
				t.Fatalf("record %d is %q, line %d is %q", i, text, learner.Lines[i], row)
			}
			if seen[text] || r.Program != base.ID || r.Learner != "maria" {
				t.Fatalf("%q is there again, or of somebody else", text)
			}
			seen[text] = true
		}
	})
}

// FuzzHeader holds for any bytes before the records: no panic, each problem inside the file, and
// the record below is found whatever the header is.
func FuzzHeader(f *testing.F) {
	for _, head := range []string{
		"", "learner: maria\n", "# note\nlearner: maria\nname: \"M\"\nemail: m@x.example\ndepartment: kitchen\nsupervisor: ana\n",
		"{learner: maria}\n", "learner: &a maria\nname: *a\n", "learner: maria\n---\n", "name: |\n  records:\n", "\ufefflearner: maria\n", "a: [\n", "\t\n", "name: \"\\x00\"\n",
	} {
		f.Add(head)
	}
	text, records := learnerFile(f, "maria", 78, 1)
	row := text[strings.Index(text, "- "):]
	base := load(f, program(f))
	f.Fuzz(func(t *testing.T, head string) {
		if !strings.HasSuffix(head, "\n") {
			head += "\n"
		}
		fsys := files(map[string]string{"learners/maria.yaml": head + recordsKey + "\n" + row})
		learner, problems, err := Open(fsys).Read("maria", base)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range problems {
			placed(t, fsys, x)
		}
		if problems.Errors() < maxProblems && (len(learner.Records) == 0 || learner.Records[len(learner.Records)-1].Digest != records[0].Digest) && !strings.Contains(head, records[0].ID) {
			t.Fatalf("the record below %q is not there: %s", head, rendered(problems))
		}
	})
}
