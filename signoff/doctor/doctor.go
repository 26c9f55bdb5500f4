package doctor

import (
	"context"
	"errors"
	"time"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// Doctor looks at one program in one clone.
type Doctor struct {
	Writer  *ledger.Writer      // the road to disk, with its folder and clone
	Program *competency.Program // as far as its definitions could be read
	// Judge gives what verify finds in a learner's records, of which reading them found problems
	// already. Nil: the definitions have problems of their own, and no record can be judged.
	Judge func(l *signoff.Learner, problems diag.List) diag.List
	Now   func() time.Time
	// Yes removes lock files of git unasked; Confirm asks, where there is somebody to ask.
	Yes     bool
	Confirm func(question string) bool
}

// Report is what was found.
type Report struct {
	Problems diag.List // still there; the hint is what --fix does, or what a person has to do
	Mended   []Mended
	Files    []string // the learner files looked at
	Saved    string   // the folder with copies of what was left out; "" if nothing was
}

// Mended is one ailment that is no more.
type Mended struct {
	diag.Problem
	Did    string // what was done: "put the original back"
	Commit string // abbreviated; "" where nothing had to be committed
}

// Examine says what is wrong and changes nothing. The error is the world's.
func (d *Doctor) Examine(ctx context.Context) (*Report, error) {
	found, spare, err := d.broken(ctx)
	if err != nil || len(found) > 0 {
		return &Report{Problems: found}, err
	}
	report := &Report{}
	if len(spare) > 0 {
		report.Problems = append(report.Problems, spareProblem(spare))
	}
	for _, l := range d.locks() {
		report.Problems = append(report.Problems, l.Problem)
	}
	report.Problems = append(report.Problems, d.operation()...)
	besides, err := d.besides()
	if err != nil {
		return nil, err
	}
	for _, name := range besides {
		report.Problems = append(report.Problems, besideProblem(name))
	}
	charts, files, err := d.charts(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range charts {
		if c.behind || c.ahead {
			report.Problems = append(report.Problems, c.indexProblem())
		}
		for _, f := range c.found {
			report.Problems = append(report.Problems, f.Problem)
		}
	}
	lacks, err := d.attributes(ctx)
	if err != nil {
		return nil, err
	}
	report.Problems = append(report.Problems, lacks...)
	report.Files = files
	report.Problems.Sort()
	return report, nil
}

// Mend takes the lock, mends what can be mended, in the order of Ailments, and says what is left.
func (d *Doctor) Mend(ctx context.Context) (*Report, error) {
	lock, err := d.Writer.Lock(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.Unlock()
	found, spare, err := d.broken(ctx)
	if err != nil || len(found) > 0 {
		return &Report{Problems: found}, err
	}
	m := &mending{Doctor: d, report: &Report{}}
	if left := m.unlock(); left {
		return m.report, nil // git itself would be held up by it
	}
	if err := errors.Join(m.spare(spare), m.clean()); err != nil {
		return m.report, err
	}
	if m.charted, m.report.Files, err = d.charts(ctx); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{m.index, m.files, m.rule} {
		if err := step(ctx); err != nil {
			return m.report, err
		}
	}
	m.report.Problems = append(m.report.Problems, d.operation()...)
	m.report.Problems.Sort()
	return m.report, nil
}
