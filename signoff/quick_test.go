package signoff_test

import (
	"reflect"
	"testing"

	"sojt/signoff"
	"sojt/signoff/testkit"
)

func TestQuickGivesWhatParseGives(t *testing.T) {
	g := testkit.New(21)
	var p signoff.Parser
	var lent signoff.Record
	for range runs(20_000, 1_000_000) {
		text := written(t, g.Record())
		want, err := signoff.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if !p.Quick(text, &lent) {
			continue
		}
		if lent.Identify() != want.Digest || !reflect.DeepEqual(&lent, want) {
			t.Fatalf("%s\nwas read as\n%+v", text, lent)
		}
	}
}
