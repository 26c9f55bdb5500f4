package signoff

import (
	"fmt"
	"reflect"
	"testing"
	"unsafe"

	"sojt/competency"
	"sojt/signoff/line"
)

// A clone is equal, and shares no text and no list with what it was made of, whatever keys there will be.
func TestCloneIsApart(t *testing.T) {
	r := &Record{}
	texts := fill(reflect.ValueOf(r).Elem(), 0)
	if texts < 40 {
		t.Fatalf("checker is broken: only %d texts of a record are looked at", texts)
	}
	c := r.Clone()
	if !reflect.DeepEqual(c, r) {
		t.Errorf("got %+v, want %+v", c, r)
	}
	shared(t, reflect.ValueOf(r).Elem(), reflect.ValueOf(c).Elem(), "Record")
}

// fill sets all exported texts and lists, and counts the texts.
func fill(v reflect.Value, n int) int {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			n++
			v.SetString(fmt.Sprint("text ", n))
		}
	case reflect.Slice:
		if v.CanSet() {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			n = fill(v.Index(1), fill(v.Index(0), n))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			n = fill(v.Field(i), n)
		}
	}
	return n
}

func shared(t *testing.T, a, b reflect.Value, name string) {
	t.Helper()
	switch a.Kind() {
	case reflect.String:
		if s := a.String(); s != "" && unsafe.StringData(s) == unsafe.StringData(b.String()) {
			t.Errorf("%s is the same text", name)
		}
	case reflect.Slice:
		if a.Len() > 0 && a.Pointer() == b.Pointer() {
			t.Errorf("%s is the same list", name)
		}
		for i := range a.Len() {
			shared(t, a.Index(i), b.Index(i), fmt.Sprint(name, i))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			shared(t, a.Field(i), b.Field(i), name+"."+a.Type().Field(i).Name)
		}
	}
}

// A bare role answers what a whole one does, but holds no record of it.
func TestBareHoldsNoRecord(t *testing.T) {
	all := [7]*Record{}
	for i := range all {
		all[i] = &Record{ID: fmt.Sprint("id-", i), Until: 9}
	}
	entry := &competency.Entry{Competency: &competency.Competency{ID: "grill"}}
	whole := &RoleStanding{Tally: Tally{Required: 2}, Qualifying: all[0], Cells: []Cell{
		{Entry: entry, By: "ana", Rests: all[1], Request: all[2], Deferral: all[3], LastNo: all[4], RanOut: all[5], Passes: all[6:], Barred: []string{"ana"}, Blocking: []string{"knife"}, Level: line.N(3)},
		{Entry: entry, Standing: StandsReady},
	}}
	bare := whole.Bare(func(c *Cell) bool { return c.Standing == StandsNone })
	if len(bare.Cells) != 1 || bare.Tally != whole.Tally || bare.Qualifying == whole.Qualifying || bare.Qualifying.Until != 9 {
		t.Fatalf("%+v", bare)
	}
	c := bare.Cells[0]
	if c.RestsID() != "id-1" || c.By != "ana" || c.Level != line.N(3) || c.Blocking[0] != "knife" || &c.Blocking[0] == &whole.Cells[0].Blocking[0] {
		t.Errorf("%+v", c)
	}
	for i, r := range []*Record{c.Rests, c.Request, c.Deferral, c.LastNo, c.RanOut} {
		if r == nil || r.ID != "" {
			t.Errorf("in place of record %d there is %v", i+1, r)
		}
	}
	if again := bare.Bare(func(*Cell) bool { return true }); again.Cells[0].RestsID() != "id-1" {
		t.Errorf("a bare role made bare rests on %q", again.Cells[0].RestsID())
	}
	if len(c.Passes)+len(c.Barred) != 0 {
		t.Errorf("passes %v and barred %v", c.Passes, c.Barred)
	}
}
