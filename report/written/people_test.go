package written_test

import (
	"errors"
	"strconv"
	"testing"

	"sojt/report/written"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestPeople(t *testing.T) {
	p := written.NewPeople([]written.Person{
		{ID: "ana", Name: "Ana Ruiz", Email: "Ana@harbor.example"},
		{ID: "ana", Name: "Ana Ruiz", Email: "ana.ruiz@old.example"},
		{ID: "dana", Name: "Dana Cole", Email: "dana@harbor.example"},
		{ID: "daniel", Name: "Daniel Cole"},
		{ID: "maria-lopez", Name: "María López García"},
		{ID: "ar", Name: "Jürgen Groß"},
		{ID: "kai", Name: "Kai Rossi", Initials: "KR2"},
		{ID: "kr", Name: "Karl Rau", Initials: "KR"},
		{ID: "li", Name: "李小龙"},
		{ID: "nobody"},
	})
	for _, x := range []struct{ said, named, signed string }{
		{"ana", "ana", "ana"}, {" ana ", "ana", "ana"}, {"ANA@HARBOR.example", "ana", "ana"}, {"ana.ruiz@old.example", "ana", "ana"},
		{"Ana Ruiz", "ana", "ana"}, {"ruiz, ana", "ana", "ana"}, {"ANA  RUIZ", "ana", "ana"}, {"Ana Ruiz (ana)", "ana", "ana"}, {"Ana", "ana", "ana"},
		{"A. Ruiz", "", "ana"}, {"Ana R.", "", "ana"}, {"Ruiz A", "", "ana"}, {"Ruiz", "", ""}, {"Maria", "", ""},
		{"ar", "ar", "ar"}, {"AR", "ar", "two"}, {"A.R.", "ar", "two"}, {"a r", "ar", "two"}, {"jg", "", "ar"}, {"Juergen Gross", "", ""}, {"Jurgen Gross", "ar", "ar"},
		{"DC", "", "two"}, {"D. Cole", "", "two"}, {"Dana Cole", "dana", "dana"},
		{"mlg", "", "maria-lopez"}, {"ML", "", ""}, {"MG", "", "maria-lopez"}, {"Maria Lopez Garcia", "maria-lopez", "maria-lopez"}, {"García, María López", "maria-lopez", "maria-lopez"},
		{"KR", "kr", "kr"}, {"kr2", "", "kai"}, {"李小龙", "li", "li"}, {"", "", ""}, {"...", "", ""}, {"nobody", "nobody", "nobody"},
	} {
		for i, find := range []func(string) (written.Person, error){p.Named, p.Signed} {
			way := []string{x.named, x.signed}[i]
			got, err := find(x.said)
			var several *written.Several
			switch {
			case way == "two":
				if !errors.As(err, &several) || len(several.People) != 2 {
					t.Errorf("%q is %q %v, expected two", x.said, got.ID, err)
				}
			case way == "" && !errors.Is(err, written.ErrNobody), way != "" && (err != nil || got.ID != way):
				t.Errorf("%q is %q %v, expected %q", x.said, got.ID, err, way)
			}
		}
	}
	if _, err := p.Signed("DC"); err == nil || err.Error() != `"DC" can be Dana Cole (dana) or Daniel Cole (daniel)` {
		t.Errorf("said %v", err)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Ana Ruiz": "AR", "Anne-Marie d'Arc": "AMDA", "ana": "ana", "Élodie": "É", "李小龙": "李小龙", "María José López-Núñez": "MJLN", "o'Neil Bo": "ONB", "-": "-", "a b c d e": "ABCD", "": "", " - ": " - ", "Ömer": "Ö",
	} {
		if got := written.Initials(name); got != want {
			t.Errorf("%q signs %q, expected %q", name, got, want)
		}
	}
}
