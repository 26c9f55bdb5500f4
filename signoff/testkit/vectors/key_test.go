package vectors_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
	"sojt/signoff/testkit/vectors"
	"sojt/signoff/verify"
)

// TestKeys holds sojt to the keys and periods.
func TestKeys(t *testing.T) {
	for _, v := range read(t, "key") {
		if got := keyVerdict(t, v); !slices.Equal(got, []string{v.Value("expect")}) {
			t.Errorf("%s: %v, expected %s: %s", v.Name, got, v.Value("expect"), v.Value("comment"))
		}
	}
}

// keyVerdict gives what is wrong with the record of a vector: of mentors.yaml, else of its signature and
// key; "ok" where nothing is.
func keyVerdict(t *testing.T, v vectors.Vector) []string {
	t.Helper()
	files := vectors.Program(v)
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	program, problems := competency.Load(fsys)
	codes := map[string]bool{}
	if problems.Errors() > 0 {
		for _, p := range problems {
			if strings.HasPrefix(p.Code, "E-") {
				codes[p.Code] = true
			}
		}
		return sortedKeys(codes)
	}
	record, err := signoff.Parse(strings.TrimPrefix(v.Value("record"), "- "))
	if err != nil {
		t.Fatalf("%s: %v", v.Name, err)
	}
	l := ledger.Open(fsys)
	c := &verify.Case{Ledger: l, Book: signoff.NewRulebook(program, func(string) *signoff.Learner { return nil }), Now: time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC)}
	c.Past = &verify.Past{History: &history.History{}, Whole: true} // none of it is committed: the policy is that of its time
	result, err := c.All(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if result.Checked.Records != 1+len(v.Values("before"))+len(v.Values("after")) {
		t.Fatalf("%s: %d records were read: %v", v.Name, result.Checked.Records, result.Problems)
	}
	for _, p := range result.Problems {
		if slices.Contains(formCodes, p.Code) || strings.HasPrefix(p.Code, "E-RULE") {
			t.Errorf("%s: something else is wrong: %s", v.Name, p.Message)
		}
		if p.Digest == record.Digest && slices.Contains([]string{verify.CodeKey, verify.CodeSignature, verify.CodeUnsigned}, p.Code) {
			codes[p.Code] = true
		}
	}
	if len(codes) == 0 {
		return []string{"ok"}
	}
	return sortedKeys(codes)
}

func sortedKeys(set map[string]bool) []string {
	var all []string
	for key := range set {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}
