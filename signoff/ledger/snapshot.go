package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
)

// File is one learner's file as it was read for writing: what a batch needs to notice that somebody
// else wrote meanwhile. The zero Seen is a file that is not there yet.
type File struct {
	Learner *signoff.Learner
	Seen    Seen
}

// Held is the bytes of one learner's file as they were read at once, and judged when it is known by what:
// which roles have to be loaded for that stands in the file itself.
type Held struct {
	ledger *Ledger
	entry  Entry
	data   []byte
	bad    diag.List // why there are no bytes: it is no regular file
}

// Hold finds and reads one learner's file. The errors are those of Read.
func (l *Ledger) Hold(id string, program *competency.Program) (*Held, error) {
	p, err := l.find(id, program)
	if errors.Is(err, ErrIrregular) {
		return &Held{ledger: l, entry: Entry{ID: id, Path: p}, bad: irregular(p)}, nil // not looked for again: by then it might be another one
	}
	if err != nil {
		return nil, fmt.Errorf("learner %s: %w", id, err)
	}
	data, err := fs.ReadFile(l.fsys, p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	return &Held{ledger: l, entry: Entry{ID: id, Path: p}, data: data}, nil
}

// Snapshot gives the learner with the file's Seen, and the problems as Read; no File where it is no regular one.
func (h *Held) Snapshot(program *competency.Program) (*File, diag.List, error) {
	if h.bad != nil {
		return nil, h.bad, nil
	}
	learner, problems, err := h.ledger.Of(h.entry, h.data, program)
	if err != nil {
		return nil, nil, err
	}
	return &File{Learner: learner, Seen: See(h.data)}, problems, nil
}

// Roles lists the roles the learner was ever enrolled in, whatever else the file may hold: what has to
// be loaded before the file can be judged.
func (h *Held) Roles(program *competency.Program) ([]string, error) {
	if h.bad != nil {
		return nil, nil
	}
	learner, _, err := h.ledger.Of(h.entry, h.data, program)
	if err != nil {
		return nil, err
	}
	return enrolled(learner), nil
}

// Snapshot reads one learner's file at once, with its Seen. Otherwise it is as Read.
func (l *Ledger) Snapshot(id string, program *competency.Program) (*File, diag.List, error) {
	h, err := l.Hold(id, program)
	if err != nil {
		return nil, nil, err
	}
	return h.Snapshot(program)
}

// Roles lists the roles a learner was ever enrolled in, as the method of that name.
func (l *Ledger) Roles(id string, program *competency.Program) ([]string, error) {
	learner, _, err := l.Read(id, program)
	if err != nil {
		return nil, err
	}
	return enrolled(learner), nil
}

func enrolled(l *signoff.Learner) []string {
	var roles []string
	for _, r := range l.Records {
		if r.Type == signoff.Enroll && !slices.Contains(roles, r.Role) {
			roles = append(roles, r.Role)
		}
	}
	return roles
}

// Has reports whether somebody has a learner file.
func (l *Ledger) Has(id string, program *competency.Program) bool {
	_, err := l.find(id, program)
	return err == nil
}

// ShortestID is how much of a record's id has to be typed.
const ShortestID = 6

// Holding lists the learners whose files hold a record with an id that begins as given. Ids do not
// say whose they are, so it looks through the files, for their bytes alone.
func (l *Ledger) Holding(prefix string) ([]string, error) {
	if len(prefix) < ShortestID || !text.IsID(strings.ToLower(prefix)) {
		return nil, nil
	}
	entries, _, err := l.Entries()
	if err != nil {
		return nil, err
	}
	var holders []string
	want := []byte(`{"v":1,"id":"` + prefix)
	for _, e := range entries {
		data, err := fs.ReadFile(l.fsys, e.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Path, err)
		}
		if bytes.Contains(data, want) {
			holders = append(holders, e.ID)
		}
	}
	return holders, nil
}

// ByEmail finds the learner whose header has an address, in any case; "" where none has it.
func (l *Ledger) ByEmail(ctx context.Context, email string, program *competency.Program) (string, error) {
	for learner, err := range Each(ctx, l, program, nil, func(l *signoff.Learner, _ diag.List) (*signoff.Learner, error) { return l, nil }) {
		if err != nil {
			return "", err
		}
		if email != "" && strings.EqualFold(learner.Email, email) {
			return learner.ID, nil
		}
	}
	return "", nil
}
