package ledger

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/signoff"
)

// maxHeader is the longest header in bytes: it is a handful of short lines.
const maxHeader = 64 << 10

// recordsKey is the last line of a header.
const recordsKey = recordsName + ":"

const recordsName = "records"

// HeaderOf reads the header of a learner's file, given what stands above its first record, as far as it
// can be read; what is wrong with it is not said.
func HeaderOf(id, text string) *signoff.Learner {
	room := newRoom()
	room.clear(strings.NewReader(text + "\n"))
	f := (&Ledger{}).begin(Entry{ID: id}, nil, room)
	_, _, _ = f.header() // a text is read to its end
	return f.learner
}

// Header reads the header of a learner's file as far as it can be read, and none of the records.
func (l *Ledger) Header(e Entry) (*signoff.Learner, error) {
	file, err := l.fsys.Open(e.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var text strings.Builder
	lines := bufio.NewScanner(io.LimitReader(file, maxHeader))
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "- ") {
		text.WriteString(lines.Text() + "\n")
	}
	learner := HeaderOf(e.ID, text.String())
	learner.File = e.Path
	return learner, nil
}

// header takes the header's lines up to "records:" and gives the line that follows, which is the
// first of the records' part.
func (f *file) header() (next scanned, ok bool, err error) {
	var head bytes.Buffer
	whole := true
	for {
		l, ok, err := f.next()
		if err != nil || !ok {
			if err == nil {
				f.noRecords(head.Bytes())
			}
			return l, false, err
		}
		switch {
		case strings.HasPrefix(l.text, "- "):
			f.errorf(CodeForm, 1, "a record stands before %q", recordsKey).Hint = "the header comes first; its last line is " + recordsKey
			return l, true, nil
		case strings.HasPrefix(l.text, recordsKey):
			if l.text != recordsKey {
				f.errorf(CodeForm, 1+len(recordsKey), "something follows %q", recordsKey).Hint = "write " + recordsKey + " alone on the header's last line; each record is a line below it"
			}
			if whole {
				f.readHeader(head.Bytes())
			}
			if l.torn {
				f.errorf(CodeTorn, 1+runes(l.text), "the last line has no line end").Hint = "add a line end"
			}
			return f.next()
		case l.long || head.Len()+len(l.text) > maxHeader:
			if whole {
				f.errorf(CodeSize, 1, "the header is longer than %d bytes", maxHeader).Hint = "a header is a few short lines, then " + recordsKey
			}
			whole = false
		case f.conflict(l.text):
			whole = false
		default:
			head.WriteString(l.text)
			head.WriteByte('\n')
		}
	}
}

// noRecords is a file that ends in its header.
func (f *file) noRecords(head []byte) {
	if f.scan.number == 0 {
		f.problems.Errorf(CodeForm, diag.Pos{File: f.path}, "the file is empty").Hint = "enrol the learner to fill it, or delete it"
		return
	}
	before := len(f.problems)
	f.readHeader(head)
	if len(f.problems) == before || f.problems[before:].Errors() == 0 {
		f.errorf(CodeForm, 1, "the file ends without %q", recordsKey).Hint = "add the line " + recordsKey + " at the end of the header"
	}
}

// readHeader decodes the header. It is read together with a value for the records: only so is it
// known that the whole file is one YAML mapping.
func (f *file) readHeader(head []byte) {
	root, problems := strictyaml.Parse(f.path, append(head, recordsKey+" 0\n"...))
	h := f.learner
	id, none := "", 0
	strictyaml.Walk(root, "header", &problems, func(k *strictyaml.Keys) { headerKeys(k, f.id, &id, h, &none) })
	for i := range problems {
		// what does not fit is the line that was put there
		if pos := &problems[i].Pos; pos.Line > bytes.Count(head, []byte("\n")) {
			pos.Line, pos.Column = min(pos.Line, f.scan.number), 1
		}
	}
	f.head, f.email = root, root.Get("email").Place()
	f.problems = append(f.problems, problems...)
	if id != "" && id != f.id {
		f.problems.Errorf(CodePlace, root.Get("learner").Place(), "this is the file of %q, and its header says %q", f.id, id).
			Hint = "ids never change: git mv the file back to " + id + Extension + ", or put the header back"
	}
	f.checkHeader()
}

// headerKeys walks a header that is read with a 0 for the records; file is the id that the file's name has.
func headerKeys(k *strictyaml.Keys, file string, id *string, h *signoff.Learner, records *int) {
	k.ID("learner", id, "the learner's id, which is the file's name").Need(file)
	k.Line("name", &h.Name, "the learner's name; can be corrected or erased")
	k.Line("email", &h.Email, "by which git's user is recognised")
	k.ID("department", &h.Department, "whose mentors cover the learner")
	k.ID("supervisor", &h.Supervisor, "a mentor or learner: who is told")
	k.Number(recordsName, records, 0, 0, "the records, one a line; the last key")
}

// HeaderKeys lists the keys of a learner's header, without the records.
func HeaderKeys() []strictyaml.Key {
	keys := strictyaml.Describe(func(k *strictyaml.Keys) { headerKeys(k, "", new(string), new(signoff.Learner), new(int)) })
	return keys[:len(keys)-1]
}

// checkHeader compares the header with the program, if there is one.
func (f *file) checkHeader() {
	h, p := f.learner, f.program
	if p == nil {
		return
	}
	if d := h.Department; d != "" && !hasDepartment(p, d) && !p.SettingsUnread() {
		var known []string
		for _, d := range p.Departments {
			known = append(known, d.ID)
		}
		f.problems.Errorf(CodeReference, f.head.Get("department").Place(), "no department %q in sojt.yaml", d).
			Hint = nearest(d, known, "list it there, or name another")
	}
	if s := h.Supervisor; s != "" && len(p.Designations(s)) == 0 && !p.MentorsUnread() && !f.ledger.Has(s, p) {
		var known []string
		for _, m := range p.Mentors {
			known = append(known, m.ID)
		}
		f.problems.Errorf(CodeReference, f.head.Get("supervisor").Place(), "supervisor %q is neither in mentors.yaml nor a learner", s).
			Hint = nearest(s, known, "name somebody who is")
	}
	if e := h.Email; e != "" && !isEmail(e) {
		f.problems.Errorf(CodeEmail, f.head.Get("email").Place(), "%q is no email address", e).
			Hint = "write it as name@example.com, or leave the line out"
	}
}

func hasDepartment(p *competency.Program, id string) bool {
	for _, d := range p.Departments {
		if d.ID == id {
			return true
		}
	}
	return false
}

// isEmail reports whether s could be an address: something, one @, something with no blank between.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && domain != "" && !strings.ContainsAny(s, " \t<>,;\"") && !strings.Contains(domain, "@") &&
		!strings.HasPrefix(domain, ".") && !strings.HasSuffix(domain, ".")
}
