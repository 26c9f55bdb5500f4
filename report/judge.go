package report

import (
	"cmp"

	"sojt/signoff"
)

// Judge says in words who judged the work that a record tells of: its author, and of a transcription who signed
// the paper and who copied it, so that nobody is taken to have seen what they only copied.
func (in *Input) Judge(r *signoff.Record) string {
	if r.Type != signoff.Transcribe {
		return in.Names.Of(r.By)
	}
	return in.signer(r) + " on paper, copied by " + in.Names.Of(r.By)
}

// signer is who signed the paper that a transcription was copied from: a mentor's name, else what is written
// there, which is shown as people's own words are.
func (in *Input) signer(r *signoff.Record) string {
	id, name := r.Judge(in.Program)
	if id != "" {
		return in.Names.Of(id)
	}
	return cmp.Or(in.text(name), "somebody")
}

// onPaper is the signer of a transcription for rows, where by is who recorded it: a mentor's id, else the name
// on the paper. It is "" of any other record, and where there is none.
func (in *Input) onPaper(r *signoff.Record) string {
	if r == nil || r.Type != signoff.Transcribe {
		return ""
	}
	id, name := r.Judge(in.Program)
	return cmp.Or(id, in.text(name))
}
