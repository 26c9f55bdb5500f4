package verify

import (
	"context"
	"iter"
	"slices"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/progress"
)

// Result is what was found, what it rests on, and what it does not.
type Result struct {
	Problems   diag.List // by place; each with the id and digest of its record, if it has one
	Checked    Checked
	NotChecked []NotChecked
	Digests    []string // of all records, sorted, each once: what a checkpoint holds; of All alone
	Anchored   int      // records that count because the checkpoint shows that they were there before
}

// Checked counts what was looked at.
type Checked struct {
	Records    int // each once, however often its line stands there
	Signatures int // good or bad
	Learners   int
	Commits    int // whose every step was looked at
}

// Case is what is to be verified, and by what. All its methods may be called concurrently where Book
// may be used so.
type Case struct {
	Ledger *ledger.Ledger // of All alone; may be nil for Learner
	Book   *signoff.Rulebook
	Now    time.Time // the verifier's clock

	Past        *Past    // nil: the history was not read
	Unread      string   // why it was not
	Uncommitted []string // files that differ from the commit under check

	Trust      *Trust      // nil: the program's own mentors and policy are believed
	Checkpoint *Checkpoint // what was known before; nil: nothing
	// Ancestor reports whether a commit lies behind the one verified. Its error says, in the words of
	// a message, why that cannot be told. Nil: there is no git.
	Ancestor func(ctx context.Context, commit string) (bool, error)

	// Known reports whether a signature was found good before, by the record's digest, the key that
	// made it, and its base64; Remember is told of one that was found good now. Both are called
	// concurrently and may be nil.
	Known    func(digest, key, sig string) bool
	Remember func(digest, key, sig string)

	Digests bool    // of All alone: Result.Digests is wanted
	Memory  *Memory // of All alone: spares it the files in which nothing was found before; may be nil
}

// Learner checks one learner's records: what ledger.Read gave, with the problems that it found.
// Problems between learners are not looked for.
func (c *Case) Learner(l *signoff.Learner, problems diag.List) Result {
	j, s := c.one(l, problems)
	return j.result(s.counts, s.problems)
}

// Alone is Learner for who is to see nobody else's: with whose records were committed under an address
// that is not theirs, of this file alone.
func (c *Case) Alone(l *signoff.Learner, problems diag.List) Result {
	j, s := c.one(l, problems)
	return j.result(s.counts, append(s.problems, told(s.strangers())...))
}

func (c *Case) one(l *signoff.Learner, problems diag.List) (*judge, *subject) {
	j := c.prepare()
	s := j.examine(l, problems)
	if c.Past != nil {
		s.problems = append(s.problems, c.Past.lostOf(l.ID)...)
	}
	return j, s
}

// All checks everybody, many at a time, and what must hold between them. Book.Person must be safe
// for concurrent use. The error is the world's: a verdict on a part would be none.
func (c *Case) All(ctx context.Context) (Result, error) {
	j, program := c.prepare(), c.Book.Program
	entries, problems, err := c.Ledger.Entries()
	if err != nil {
		return Result{}, err
	}
	entries, same := c.asked(entries)
	people := newPeople(j.book.Program)
	sum := counts{same: same}
	strangers := map[string]*stranger{}
	for p, err := range j.parts(ctx, entries) {
		if err != nil {
			if err := unreadable(err, &problems); err != nil {
				return Result{}, err
			}
			continue
		}
		problems = append(problems, p.problems...)
		sum.add(p.counts)
		stand(strangers, p.unknown)
		problems = append(problems, people.meet(p.person)...)
	}
	if people.twice {
		again, err := c.duplicates(ctx, entries)
		if err != nil {
			return Result{}, err
		}
		problems = append(problems, again...)
	}
	if people.shared {
		emails, err := shared(ctx, c.Ledger, program)
		if err != nil {
			return Result{}, err
		}
		problems = append(problems, emails...)
	}
	problems = append(problems, told(strangers)...)
	if c.Past != nil {
		problems = append(problems, c.Past.findings()...)
	}
	if c.Trust != nil {
		problems = append(problems, c.Trust.differences(program)...)
	}
	digests := people.sorted()
	var open []NotChecked
	if c.Checkpoint != nil {
		var gone diag.List
		gone, open = c.proves(ctx, digests)
		problems = append(problems, gone...)
	}
	result := j.result(sum, problems, open...)
	result.Digests = digests
	return result, nil
}

// part is what All takes from one learner; it holds on to no record.
type part struct {
	problems diag.List
	counts   counts
	person   person
	unknown  map[string]*stranger
}

// parts gives what there is of each learner, in the order of entries: what is remembered, else what
// reading and judging the file says.
func (j *judge) parts(ctx context.Context, entries []ledger.Entry) iter.Seq2[part, error] {
	known := j.recall(ctx, entries)
	left := slices.DeleteFunc(slices.Clone(entries), func(e ledger.Entry) bool { return known.has(e) })
	judged := ledger.Each(progress.Doing(ctx, "checking records of learners"), j.Ledger, j.Book.Program, left, func(one *signoff.Learner, found diag.List) (part, error) {
		s := j.examine(one, found)
		p := part{s.problems, s.counts, s.person(), s.strangers()}
		known.keep(s, p)
		return p, nil
	})
	if len(left) == len(entries) {
		return judged
	}
	return func(yield func(part, error) bool) {
		next, stop := iter.Pull2(judged)
		defer stop()
		for _, e := range entries {
			p, recalled := known.parts[e.Path]
			var err error
			if !recalled {
				p, err, recalled = next()
			}
			if !recalled || !yield(p, err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(part{}, err)
		}
	}
}
