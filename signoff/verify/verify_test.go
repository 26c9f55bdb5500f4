package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// TestEveryCodeHasAPlantedDefect keeps the table of defects as long as the list of codes.
func TestEveryCodeHasAPlantedDefect(t *testing.T) {
	want := []string{CodeAuthority, CodeRef, CodeTime, CodeDuplicate, CodeKey, CodeSignature, CodeUnsigned, CodeReaffirmed, CodeClock, CodeConcurrent, CodeLate, CodeRevoked, CodeRule,
		ledger.CodePlace, ledger.CodePrev, ledger.CodeReference, ledger.CodeShared, ledger.CodeForm}
	for rule := 1; rule <= 10; rule++ {
		want = append(want, ruleCode(rule))
	}
	var planted []string
	for _, d := range slices.Concat(defects, keyDefects) {
		for _, found := range strings.Split(d.want, ", ") {
			code, _, _ := strings.Cut(found, " ")
			planted = append(planted, code)
		}
	}
	for _, code := range want {
		if !slices.Contains(planted, code) {
			t.Errorf("no defect is planted for %s", code)
		}
	}
}

// everything is a world with all the defects that need no definitions or bytes of their own, a
// learner each.
func everything(t testing.TB) *world {
	w := newWorld(t)
	delete(w.headers, "mia")
	n := 0
	for _, d := range slices.Concat(defects, keyDefects) {
		if d.changes != nil || d.rewrite != nil || d.base != "" || strings.Contains(d.lines, "learner ") {
			continue
		}
		id := fmt.Sprintf("p%02d", n)
		n++
		w.add("learner " + id + " department=kitchen").add(strings.ReplaceAll(base+d.lines, "mia", id))
	}
	return w
}

func TestOrderAndRepetitionOfLinesMakeNoDifference(t *testing.T) {
	w := everything(t)
	found := func(order func([]string)) []string {
		var all []string
		for _, p := range w.verify(w.files(order)).Problems {
			if p.Code != ledger.CodeRepeat {
				all = append(all, fmt.Sprint(p.Severity, p.Code, p.Pos.File, p.Record, p.Digest, p.Pos.Column, p.Message, p.Hint))
			}
		}
		slices.Sort(all)
		return slices.Compact(all) // a record of another program is reported as often as it stands there
	}
	want := found(nil)
	if len(want) < 60 {
		t.Fatalf("only %d findings", len(want))
	}
	for seed := range uint64(5) {
		random := rand.New(rand.NewPCG(seed, 2))
		got := found(func(lines []string) {
			random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
			lines[0] += lines[len(lines)-1] // again
		})
		for i := range got {
			// A message names no line; E-DUPID of the reader does.
			if !strings.Contains(got[i], ledger.CodeDuplicate) && !slices.Contains(want, got[i]) {
				t.Errorf("seed %d: only there: %s", seed, got[i])
			}
		}
		if len(got) != len(want) {
			t.Errorf("seed %d: %d findings, expected %d", seed, len(got), len(want))
		}
	}
}

func TestLearnerFindsWhatAllFinds(t *testing.T) {
	w := everything(t)
	l := ledger.Open(w.files(nil))
	book := signoff.NewRulebook(w.program, nil)
	all, err := (&Case{Ledger: l, Book: book, Now: now}).All(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var one diag.List
	records := 0
	entries, _, _ := l.Entries()
	for _, e := range entries {
		learner, problems, err := l.Read(e.ID, w.program)
		if err != nil {
			t.Fatal(err)
		}
		r := (&Case{Book: book, Now: now}).Learner(learner, problems)
		one = append(one, r.Problems...)
		records += r.Checked.Records
		if r.Checked.Learners != 1 {
			t.Errorf("%s: checked %+v", e.ID, r.Checked)
		}
	}
	one.Sort()
	// One key is planted under a learner and a mentor, which only All compares.
	all.Problems = slices.DeleteFunc(all.Problems, func(p diag.Problem) bool { return strings.HasPrefix(p.Message, "this key of ") })
	if diff := cmp.Diff(one, all.Problems); diff != "" {
		t.Errorf("learner by learner (-) and all at once (+):\n%s", diff)
	}
	if all.Checked.Records != records || all.Checked.Learners != len(entries) {
		t.Errorf("checked %+v, expected %d records of %d learners", all.Checked, records, len(entries))
	}
}

// TestEachProblemSaysWhere checks the record, the digest and the place of every finding that is not
// about a file as a whole.
func TestEachProblemSaysWhere(t *testing.T) {
	w := everything(t).add("learner q1 department=kitchen\nA: 2026-02-01 ana note\nlearner q2 department=kitchen\nB: 2026-02-01 ana note same=A")
	files := w.files(nil)
	records := map[string]*signoff.Record{}
	for _, list := range w.records {
		for _, r := range list {
			records[r.Digest] = r
		}
	}
	for _, p := range w.verify(files).Problems {
		r := records[p.Digest]
		if p.Code == ledger.CodePlace {
			continue // its record is not this learner's
		}
		if r == nil || r.ID != p.Record {
			t.Errorf("%s at %s is of record %q and digest %q", p.Code, p.Pos, p.Record, p.Digest)
			continue
		}
		object, _ := r.Line()
		lines := strings.Split(string(files[p.Pos.File].Data), "\n")
		if got := lines[p.Pos.Line-1]; got != "- "+object {
			t.Errorf("%s at %s: the line is %s", p.Code, p.Pos, got)
		} else if before := []rune(got)[:p.Pos.Column-1]; p.Pos.Column > 1 && !strings.HasSuffix(string(before), `":`) {
			t.Errorf("%s at %s: a value is expected after %s", p.Code, p.Pos, string(before))
		}
	}
}

// TestWhatIsNotCheckedIsListed: never a word of ok for what nobody looked at.
func TestWhatIsNotCheckedIsListed(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		changes     []string
		want        string // codes, those that fail with a star
	}{
		{"no record", "", nil, "N-HISTORY*, N-TRUST, N-CHECKPOINT"},
		{"records", base, nil, "N-HISTORY*, N-RULE, N-TRUST, N-CHECKPOINT"},
		{"a signature", base + "2026-02-01 ana note sig=QUJD", nil, "N-HISTORY*, N-RULE, N-TRUST, N-CHECKPOINT"},
		{"a policy that wants them", base, []string{"late_after: 7d,", "signatures: required, late_after: 7d,"},
			"N-HISTORY*, N-RULE, N-TRUST, N-CHECKPOINT"},
		{"another wording", base + "2026-02-01 ana signoff cut wording=1", nil, "N-HISTORY*, N-RULE, N-WORDING, N-TRUST, N-CHECKPOINT"},
		{"an editorial wording", base + "2026-02-01 ana observation fry competent wording=e", nil, "N-HISTORY*, N-RULE, N-TRUST, N-CHECKPOINT"},
		{"the criteria of an editorial wording", base + "2026-02-01 ana observation fry competent\n2026-02-01 ana signoff fry wording=e", nil,
			"N-HISTORY*, N-RULE, N-WORDING, N-TRUST, N-CHECKPOINT"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, c.changes...).add(c.lines)
			j := w.judge(w.files(nil))
			j.Past = nil
			result, err := j.All(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i, n := range result.NotChecked {
				code := n.Code
				if n.Fails {
					code += "*"
				}
				got = append(got, code)
				if line := result.Unchecked()[i]; !strings.HasPrefix(line, n.Code+": "+n.What) || !strings.Contains(line, n.Why) {
					t.Errorf("as a line: %s", line)
				}
			}
			if strings.Join(got, ", ") != c.want {
				t.Errorf("not checked: %q, expected %q", got, c.want)
			}
		})
	}
}

// TestHintsSayWhoseDefinitions: what depends on definitions says that today's were used, and what
// does not leaves it out.
func TestHintsSayWhoseDefinitions(t *testing.T) {
	w := newWorld(t).add(base).add("S: 2026-02-01 ana signoff cut criteria= equipment=")
	hints := map[string]string{}
	for _, p := range w.verify(w.files(nil)).Problems {
		hints[p.Code] = p.Hint
	}
	id := w.named["S"].ID
	for code, want := range map[string]string{
		"E-RULE-6": "sojt revoke " + id + " --reason TEXT, then sojt observe mia cut",
		"E-RULE-9": "by today's definitions; if it was wrong: sojt revoke " + id + " --reason TEXT, then --equipment TEXT",
	} {
		if !strings.HasPrefix(hints[code], want) {
			t.Errorf("%s: %q, expected %q", code, hints[code], want)
		}
	}
}

// TestCountsAreOfRecords: a line that stands twice is one record, and so is one with two signatures.
func TestCountsAreOfRecords(t *testing.T) {
	w := newWorld(t).add(base).add("S: 2026-02-01 ana signoff cut criteria=")
	twin := *w.named["S"]
	twin.Sig = "QUJD"
	w.records["mia"] = append(w.records["mia"], &twin)
	result := w.verify(w.files(func(lines []string) { lines[0] += lines[0] }))
	if result.Checked.Records != 5 {
		t.Errorf("%d records, expected 5", result.Checked.Records)
	}
	got := w.shown(result.Problems)
	if diff := cmp.Diff([]string{"I-REPEAT E", "E-RULE-6 S", "I-REPEAT S", "E-SIG S"}, got); diff != "" {
		t.Errorf("found:\n%s", diff)
	}
}

// TestTheWorldsRefusalIsNoVerdict: what cannot be read is an error, never a result without findings.
func TestTheWorldsRefusalIsNoVerdict(t *testing.T) {
	w := newWorld(t).add(base).add("learner ned department=kitchen\n2026-01-10 cleo enroll cook")
	book := signoff.NewRulebook(w.program, nil)
	files := w.files(nil)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := (&Case{Ledger: ledger.Open(files), Book: book, Now: now}).All(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if _, err := (&Case{Ledger: ledger.Open(locked{files}), Book: book, Now: now}).All(context.Background()); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("a file that may not be read: %v", err)
	}
}

// locked is a file system in which one file cannot be opened.
type locked struct{ fs.FS }

func (l locked) Open(name string) (fs.File, error) {
	if name == "learners/ned.yaml" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}
