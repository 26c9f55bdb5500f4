package signoff

import (
	"sojt/competency"
	"sojt/competency/text"
)

// Judge says who judged the work that a record tells of: its author, but of a transcription whoever signed the
// paper (SPEC 2.5, signer). That is a mentor of the program, whose id or name the record has, or somebody the
// program does not know, or not for certain: then the id is "" and the name as it was written. Who is shown as
// having judged is to be asked of here; By is who recorded it.
func (r *Record) Judge(p *competency.Program) (id, name string) {
	if r.Type != Transcribe {
		return r.By, ""
	}
	name = text.Fold(r.Signer)
	for _, m := range p.Mentors {
		switch {
		case m.ID == name:
			return m.ID, name
		case text.Fold(m.Name) != name:
		case id != "" && id != m.ID:
			return "", name // two of one name
		default:
			id = m.ID
		}
	}
	return id, name
}
