//go:build interop

package signoff_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// readers are other people's parsers: each reads lines and writes, for each, what it read as JSON in
// ASCII.
var readers = map[string][]string{
	"json of python": {"python3", "-c", "import sys,json\nfor b in sys.stdin.buffer:\n print(json.dumps(json.loads(b[2:].decode())))"},
	"PyYAML": {"python3", "-c", "import sys,json,yaml\nL=getattr(yaml,'CSafeLoader',yaml.SafeLoader)\n" +
		"for b in sys.stdin.buffer:\n [r]=yaml.load(b.decode(),Loader=L)\n print(json.dumps(r))"},
	"jq": {"sh", "-c", "cut -c3- | jq -a -c ."},
}

// TestInteropParsers has other parsers read record lines with hostile strings: all of them read the
// values that the own one does (INTEGRITY 10). The long form does it with as many strings a hundred times.
func TestInteropParsers(t *testing.T) {
	total := 0
	for batch := range runs(1, 100) {
		records, strs := hostileRecords(t, uint64(batch), 20_000)
		total += strs
		var text bytes.Buffer
		for _, r := range records {
			text.WriteString(line.Bullet + written(t, r) + "\n")
		}
		for name, command := range readers {
			t.Run(name, func(t *testing.T) {
				if !isThere(name, command) {
					t.Skipf("did not run: %s is not here", name)
				}
				readBy(t, command, text.Bytes(), records)
			})
		}
	}
	t.Attr("runs", strconv.Itoa(total))
	t.Logf("%d strings", total)
}

// readBy has a parser read the lines of records and compares what it makes of each.
func readBy(t *testing.T, command []string, text []byte, records []*signoff.Record) {
	t.Helper()
	cmd := exec.Command(command[0], command[1:]...)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	rows := bytes.Split(bytes.TrimSuffix(out, []byte("\n")), []byte("\n"))
	if len(rows) != len(records) {
		t.Fatalf("%d records were read of %d", len(rows), len(records))
	}
	for i, r := range records {
		same(t, r, rows[i])
	}
}

func isThere(name string, command []string) bool {
	check := exec.Command(command[0], "-c", "import yaml")
	if name == "jq" {
		check = exec.Command("jq", "--version")
	} else if name != "PyYAML" {
		check = exec.Command(command[0], "--version")
	}
	return check.Run() == nil
}

// same compares what another parser read with a record as the own one has it.
func same(t *testing.T, r *signoff.Record, row []byte) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(row))
	decoder.DisallowUnknownFields()
	var m mirror
	if err := decoder.Decode(&m); err != nil {
		t.Fatalf("%v: %s", err, row)
	}
	if got := m.record(t); !reflect.DeepEqual(got, r) {
		t.Fatalf("read is\n%+v\nof\n%s", got, written(t, r))
	}
}

// hostileRecords makes records of every type until they have so many strings: some put together from
// what other programs stumble over, some of any code points.
func hostileRecords(t *testing.T, seed uint64, want int) (records []*signoff.Record, strs int) {
	g, random, notes := testkit.New(seed), rand.New(rand.NewPCG(seed, 12)), 0
	for strs < want {
		r := g.Record()
		if r.Type == signoff.Note {
			if r.Text = anyText(random); r.Seal() != nil {
				continue // a code point that Unicode does not know yet
			}
			notes++
		}
		text := written(t, r)
		got, err := signoff.Parse(text)
		if err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		records = append(records, got)
		strs += textsOf(r)
	}
	if notes < 100 {
		t.Fatalf("only %d texts of any code points", notes)
	}
	return records, strs
}

// textsOf counts the free texts of a record.
func textsOf(r *signoff.Record) int {
	n := 0
	for _, s := range []string{r.Meaning, r.Equipment, r.Place, r.Task, r.Assessor, r.Reason, r.Note, r.Action, r.Text, r.Dated, r.Signer, r.Source.Document, r.Verified, r.Override} {
		if s != "" {
			n++
		}
	}
	for _, e := range r.Evidence {
		if n++; e.Note != "" {
			n++
		}
	}
	return n
}

// anyText is code points of any plane, those at the edges of what is escaped more often.
func anyText(random *rand.Rand) string {
	edges := []rune{0, 0x09, 0x0a, 0x0d, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0x85, 0x9f, 0xa0, 0x61b, 0x61c, 0x200d, 0x200e, 0x2027, 0x2028, 0x202f, 0x2066, 0x206a, 0xd7ff, 0xe000, 0xfeff, 0xfff0, 0xfffd, 0xffff, 0x10000, 0x1f52a, '"', '\\', '\'', '#', ':', '-', '&', '*', '%', '@', '`'}
	var b strings.Builder
	for range 1 + random.IntN(12) {
		switch random.IntN(4) {
		case 0:
			b.WriteRune(rune(random.IntN(0x3000)))
		case 1:
			b.WriteRune(rune(random.IntN(0x20000)))
		default:
			b.WriteRune(edges[random.IntN(len(edges))])
		}
	}
	return b.String()
}
