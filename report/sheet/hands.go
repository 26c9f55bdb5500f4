package sheet

import (
	"errors"
	"fmt"
	"strings"

	"sojt/competency"
	words "sojt/competency/text"
	"sojt/report/written"
)

// Hands tell whose a name or initials are: by the legend that people filled in on the sheet, else by the
// names of mentors.yaml and the learner's, and the initials of those.
type Hands struct {
	everybody *written.People
	legend    *written.People
	unknown   map[string]string // who the legend names that is not known, by initials as plain makes them
}

// Hands are those of a sheet, whose learner its hidden columns name as printed, and who that is.
func (f *Filled) Hands(p *competency.Program, printed string, learner written.Person) Hands {
	var all, own []written.Person
	for _, m := range p.Mentors {
		all = append(all, written.Person{ID: m.ID, Name: m.Name, Email: m.Email})
	}
	if learner.ID != "" {
		all = append(all, learner)
	}
	h := Hands{everybody: written.NewPeople(all), unknown: map[string]string{}}
	for _, b := range f.Blocks {
		initials, name := unnumbered(b.Box("initials")), b.Box("name")
		if b.Block != "initials" || b.Learner != printed || initials == "" || name == "" {
			continue
		}
		if who, err := h.everybody.Named(name); err == nil {
			own = append(own, written.Person{ID: who.ID, Name: who.Name, Initials: initials})
		} else {
			h.unknown[plain(initials)] = name
		}
	}
	h.legend = written.NewPeople(own)
	return h
}

// numberedMark is how a sheet ends what it printed itself: the number of the signature.
var numberedMark = words.Pattern(`\s*\[\d+\]`)

func unnumbered(s string) string { return strings.TrimSpace(numberedMark().ReplaceAllString(s, "")) }

// plain is initials without case, dots and blanks.
func plain(s string) string {
	return strings.ToLower(strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(s))
}

// Who is whom a text names; one whom the legend names and mentors.yaml does not has no id. The doubt is nil, or says why it names nobody for certain.
func (h Hands) Who(said string) (written.Person, *Doubt) {
	said = unnumbered(said)
	who, err := h.legend.Signed(said)
	if errors.Is(err, written.ErrNobody) {
		if name, ok := h.unknown[plain(said)]; ok {
			return written.Person{Name: words.Fold(name)}, nil // as in a list of sign-offs, a name stays as it was written
		}
		who, err = h.everybody.Signed(said)
	}
	var several *written.Several
	switch {
	case errors.As(err, &several):
		return who, &Doubt{Message: err.Error(), Hint: "write whose they are into the legend of initials, or the id into the box"}
	case err != nil:
		return who, &Doubt{Message: fmt.Sprintf("nobody is known by %q", said),
			Hint: "write whose initials they are into the legend of initials, or the mentor's name or id into the box"}
	}
	return who, nil
}
