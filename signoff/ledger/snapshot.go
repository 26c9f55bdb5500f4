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

// Snapshot reads one learner's file at once, with its Seen. Otherwise it is as Read.
func (l *Ledger) Snapshot(id string, program *competency.Program) (*File, diag.List, error) {
	p, err := l.find(id, program)
	if errors.Is(err, ErrIrregular) {
		return nil, irregular(p), nil // not looked for again: by then it might be another one
	}
	if err != nil {
		return nil, nil, fmt.Errorf("learner %s: %w", id, err)
	}
	data, err := fs.ReadFile(l.fsys, p)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", p, err)
	}
	f, err := l.scan(Entry{ID: id, Path: p}, bytes.NewReader(data), program, newRoom())
	if err != nil {
		return nil, nil, err
	}
	return &File{Learner: f.learner, Seen: See(data)}, f.problems, nil
}

// Roles lists the roles a learner was ever enrolled in, whatever else the file may hold: what has to
// be loaded before the file can be judged.
func (l *Ledger) Roles(id string, program *competency.Program) ([]string, error) {
	learner, _, err := l.Read(id, program)
	if err != nil {
		return nil, err
	}
	var roles []string
	for _, r := range learner.Records {
		if r.Type == signoff.Enroll && !slices.Contains(roles, r.Role) {
			roles = append(roles, r.Role)
		}
	}
	return roles, nil
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
