package diag_test

import (
	"errors"
	"math/rand"
	"reflect"
	"testing"

	"sojt/competency/diag"
)

func TestListSortsAndKeepsEachOnce(t *testing.T) {
	at := func(file string, line, column int) diag.Pos { return diag.Pos{File: file, Line: line, Column: column} }
	want := diag.List{
		{Severity: diag.Error, Code: "E-A", Pos: at("a", 0, 0)},
		{Severity: diag.Error, Code: "E-A", Pos: at("a", 2, 1)},
		{Severity: diag.Error, Code: "E-B", Pos: at("a", 2, 1)},
		{Severity: diag.Error, Code: "E-B", Pos: at("a", 2, 1), Message: "m"},
		{Severity: diag.Warning, Code: "E-A", Pos: at("a", 2, 1)},
		{Severity: diag.Error, Code: "E-A", Pos: at("a", 2, 10)},
		{Severity: diag.Error, Code: "E-A", Pos: at("a", 10, 1)},
		{Severity: diag.Info, Code: "I-A", Pos: at("b", 1, 1)},
	}
	for seed := range int64(50) {
		got := append(append(diag.List{}, want...), want[3], want[5])
		rand.New(rand.NewSource(seed)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		got.Sort()
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("sorted is\n%v, want\n%v", got, want)
		}
	}
}

func TestListIsAnErrorOnlyWithErrors(t *testing.T) {
	var l diag.List
	if l.Err() != nil || l.Errors() != 0 {
		t.Error("an empty list is an error")
	}
	l.Warnf("W-A", diag.Pos{File: "a"}, "take %s", "care").Hint = "look"
	if l.Err() != nil || l[0].Hint != "look" || l[0].Message != "take care" || l[0].Severity != diag.Warning {
		t.Errorf("a warning is %+v, an error %v", l[0], l.Err())
	}
	l = nil
	l.Errorf("E-A", diag.Pos{File: "a", Line: 3, Column: 4}, "%d wrong", 1)
	if err := l.Err(); err == nil || err.Error() != "a:3:4: 1 wrong" {
		t.Errorf("one problem reads %v", err)
	}
	l.Errorf("E-A", diag.Pos{File: "b"}, "more")
	var list diag.List
	if err := l.Err(); !errors.As(err, &list) || len(list) != 2 || err.Error() != "a:3:4: 1 wrong (and 1 more)" {
		t.Errorf("two problems read %v", err)
	}
	if (diag.List{}).Error() != "no problems" {
		t.Error("an empty list has problems")
	}
}

func TestPosLeavesOutWhatIsNotKnown(t *testing.T) {
	for want, pos := range map[string]diag.Pos{"a": {File: "a"}, "a:2": {File: "a", Line: 2}, "a:2:3": {File: "a", Line: 2, Column: 3}} {
		if got := pos.String(); got != want {
			t.Errorf("%+v is written %s", pos, got)
		}
	}
	for want, s := range map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "info": diag.Info} {
		if s.String() != want {
			t.Errorf("%d is called %s", s, s)
		}
	}
}
