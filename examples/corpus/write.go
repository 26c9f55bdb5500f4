package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"sojt/competency"
)

// made says how much was written.
type made struct {
	records, bytes int
}

// write makes the program's files, and the keys beside them.
func write(ctx context.Context, o options) (made, error) {
	staff := o.staff()
	for name, text := range o.definitions(staff) {
		if err := put(filepath.Join(o.Out, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			return made{}, err
		}
	}
	for i := range staff {
		if s := staff[i].signer; s != nil {
			if err := put(filepath.Join(o.Keys, staff[i].id), s.PEM, 0o600); err != nil {
				return made{}, err
			}
		}
	}
	program, problems := competency.Load(os.DirFS(o.Out))
	if err := problems.Err(); err != nil {
		return made{}, fmt.Errorf("what was made is no program: %w", err)
	}
	return o.people(ctx, program, staff)
}

// chapter is what a learner adds to the program.
type chapter struct {
	records, bytes int
	output, rework []byte
}

// people writes the learners' files and the metrics. Learners are made side by side; none depends on
// another.
func (o *options) people(ctx context.Context, program *competency.Program, staff []mentor) (made, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	chapters := make([]chapter, o.Learners)
	var workers sync.WaitGroup
	each := runtime.GOMAXPROCS(0)
	for worker := range each {
		workers.Go(func() {
			for i := worker; i < o.Learners && ctx.Err() == nil; i += each {
				c, err := o.chapter(program, staff, i)
				if err != nil {
					cancel(fmt.Errorf("learner %d: %w", i+1, err))
					return
				}
				chapters[i] = c
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return made{}, err
	}
	var all made
	output, rework := []byte("learner,date,value\n"), []byte("learner,date,value\n")
	for _, c := range chapters {
		all.records += c.records
		all.bytes += c.bytes
		output, rework = append(output, c.output...), append(rework, c.rework...)
	}
	if err := put(filepath.Join(o.Out, "metrics", "output.csv"), output, 0o644); err != nil {
		return made{}, err
	}
	return all, put(filepath.Join(o.Out, "metrics", "rework.csv"), rework, 0o644)
}

// chapter makes one learner and writes the file.
func (o *options) chapter(program *competency.Program, staff []mentor, index int) (chapter, error) {
	l := o.learner(program, staff, index)
	text, err := l.live()
	if err != nil {
		return chapter{}, err
	}
	folder := filepath.Join(o.Out, "learners")
	if o.Folders > 0 {
		folder = filepath.Join(folder, fmt.Sprintf("group-%d", index%o.Folders+1))
	}
	c := chapter{records: l.count, bytes: len(text)}
	c.output, c.rework = l.metrics(nil, nil)
	return c, put(filepath.Join(folder, l.learner+".yaml"), text, 0o644)
}

// put writes a file, and the folders that it is in.
func put(file string, data []byte, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, mode)
}
