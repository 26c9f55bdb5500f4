package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// desk is where a writing command sits: the program as far as it concerns the learners at hand, who
// acts, one clock reading, and the drafts made so far. Every record takes the same road: draft, add
// (seal and judge), then write, which is all or nothing.
type desk struct {
	*place
	app     *app
	verb    string // the command, for the commit's subject
	repo    *git.Repo
	road    *ledger.Writer         // to disk; writer gives it
	email   func() (string, error) // git's user.email
	program *competency.Program
	roles   []string // those that program was loaded for
	book    *signoff.Rulebook
	now     time.Time
	today   calendar.Date
	ids     *line.IDs
	by      string
	guest   string                        // git's user.email, where that is not the address of who acts
	pen     *pen                          // that signs the drafts; nil leaves them unsigned
	people  map[string]*ledger.File       // by learner; a new learner's has no Seen
	headers map[string]string             // of new learner files
	folded  map[string]*signoff.Standings // by learner; see takenBack
	drafts  []*signoff.Record
	refused []objection
	notes   []string                     // said once the records are there
	session string                       // shared by the records that one asking made; "" for one alone
	places  map[*signoff.Record]diag.Pos // where a table asked for a draft
	heading []string                     // said before what was recorded
	told    string                       // what signs, as who acts was told before saying yes; "" where nobody was asked
	again   []string                     // commands that repeat what was answered; nil where nobody was asked
}

// sitDown opens the desk for learners who are there. It reads their files, the roles they are in,
// what those use, and mentors.yaml: another learner's broken file or somebody else's draft role
// does not concern it.
func (a *app) sitDown(ctx context.Context, verb string, learners ...string) (*desk, error) {
	if err := a.writes(verb); err != nil {
		return nil, err
	}
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	d := &desk{
		place: p, app: a, verb: verb, repo: repo,
		now: a.env.now(), ids: line.NewIDs(a.env.rand),
		people: map[string]*ledger.File{}, headers: map[string]string{}, folded: map[string]*signoff.Standings{}, places: map[*signoff.Record]diag.Pos{},
	}
	if len(learners) > 0 {
		uncollected()
	}
	release := p.share(ctx)
	defer release()
	defer d.writer().Begin(ctx)()
	d.email = sync.OnceValues(func() (string, error) { return repo.Config(ctx, "user.email") })
	go d.email()
	if err := d.load(learners); err != nil {
		return nil, d.unwritable(ctx, err)
	}
	return d, d.writer().Check(ctx, d.paths(), nil)
}

// uncollected lets the memory grow to 16 MB and more before any is collected: what a sign-off reads, a few files, it
// keeps until it ends, and collecting nothing took a third of its time. What goes through tables of learners
// does without.
func uncollected() { debug.SetGCPercent(400) }

// unwritable puts the state of a learner's file in which nothing is written (INTEGRITY 4) before
// what is wrong in its lines: a torn tail wants mending, whatever it would have said.
func (d *desk) unwritable(ctx context.Context, err error) error {
	var problems diag.List
	if !errors.As(err, &problems) {
		return err
	}
	var paths []string
	for _, p := range problems {
		if strings.HasPrefix(p.Pos.File, ledger.Folder+"/") {
			paths = append(paths, p.Pos.File)
		}
	}
	if state := d.writer().Check(ctx, distinct(paths), nil); state != nil {
		return state
	}
	return err
}

// load reads the learners' files, then the definitions that concern them, then judges the files by
// those.
func (d *desk) load(learners []string) error {
	base, problems := competency.LoadRoles(d.files)
	if err := problems.Err(); err != nil {
		return err
	}
	var roles []string
	held := make([]*ledger.Held, len(learners))
	for i, id := range learners {
		var err error
		held[i], err = d.ledger.Hold(id, base)
		if errors.Is(err, fs.ErrNotExist) {
			return d.unknownLearner(id)
		}
		if err != nil {
			return err
		}
		in, err := held[i].Roles(base)
		if err != nil {
			return err
		}
		roles = append(roles, in...)
	}
	if err := d.define(roles...); err != nil {
		return err
	}
	for i, id := range learners {
		file, problems, err := held[i].Snapshot(d.program)
		if err != nil {
			return err
		}
		if err := problems.Err(); err != nil {
			return err
		}
		d.people[id] = file
	}
	return nil
}

// define loads the program as far as these roles and those defined before need it.
func (d *desk) define(roles ...string) error {
	all := distinct(append(roles, d.roles...))
	if d.program != nil && len(all) == len(d.roles) {
		return nil
	}
	program, problems := competency.LoadRoles(d.files, all...)
	if err := problems.Err(); err != nil {
		return err
	}
	d.program, d.roles = program, all
	d.book = signoff.NewRulebook(program, d.person(program))
	d.today = calendar.In(d.now, program.Zone)
	return nil
}

func (d *desk) writer() *ledger.Writer {
	if d.road == nil {
		d.road = &ledger.Writer{
			Root: d.root, Repo: d.repo, Committer: d.repo, Command: d.verb,
			NoCommit: d.app.noCommit, Now: d.app.env.now,
			Note: func(text string) { d.app.tell("%s", text) },
		}
	}
	return d.road
}

func (d *desk) paths() []string {
	var paths []string
	for _, f := range d.people {
		paths = append(paths, f.Learner.File)
	}
	slices.Sort(paths)
	return paths
}

// draft begins a record: the keys that every record has.
func (d *desk) draft(kind, learner string) *signoff.Record {
	return &signoff.Record{
		At: d.now.UTC().Truncate(time.Second), By: d.by, Type: kind,
		Program: d.program.ID, Learner: learner, Session: d.session,
	}
}

// add finishes a draft (id, prev, digest) and puts it before the rules, after the drafts before it.
// What the rules say is kept until write, so that all of it is said at once.
func (d *desk) add(r *signoff.Record) error {
	found, err := d.judge(r)
	if err != nil {
		return err
	}
	for _, refusal := range found {
		d.object(r, refusal)
	}
	d.keep(r)
	return nil
}

// judge finishes a draft and says what the rules have against it.
func (d *desk) judge(r *signoff.Record) (signoff.Refusals, error) {
	id, err := d.ids.Next(d.now)
	if err != nil {
		return nil, err
	}
	l := d.people[r.Learner].Learner
	r.ID, r.Prev = id, signoff.Heads(l.Records)
	if err := r.Seal(); err != nil {
		return nil, unsealed(err)
	}
	found := d.book.Judge(l, r)
	if len(found) == 0 {
		found = d.book.Idle(l, r)
	}
	return found, nil
}

// keep has a draft that was judged among those to be written.
func (d *desk) keep(r *signoff.Record) {
	l := d.people[r.Learner].Learner
	d.drafts = append(d.drafts, r)
	l.Records = append(slices.Clip(l.Records), r)
	if r.Type == signoff.Revoke {
		delete(d.folded, r.Learner)
	}
}

// standings folds a learner as of a day, drafts included.
func (d *desk) standings(learner string, day calendar.Date) *signoff.Standings {
	return d.book.Fold(d.people[learner].Learner, signoff.Moment{AsOf: day})
}

// takenBack is the revocation that took back a record of somebody at the desk, or nil. Each learner is folded
// for it once, and again after a draft that revokes something.
func (d *desk) takenBack(r *signoff.Record) *signoff.Record {
	s := d.folded[r.Learner]
	if s == nil {
		s = d.standings(r.Learner, d.today)
		d.folded[r.Learner] = s
	}
	return s.TakenBack(r.Digest)
}

// write ends the sitting: refuses what the rules refuse, shows what a dry run would do, or signs and
// writes the records and says where they are. The act is a verb in the past: "signed off". Signing
// comes before the lock: a touch or a passphrase must not hold up others.
func (d *desk) write(ctx context.Context, act string) error {
	batch, err := d.ready(ctx, act)
	if err != nil {
		return d.orAgain(err)
	}
	if d.app.dryRun {
		return d.rehearse(act, batch)
	}
	receipt, err := d.writer().Write(ctx, batch)
	if err != nil {
		return d.orAgain(err)
	}
	return d.acknowledge(act, batch, receipt)
}

// ready is the batch of the drafts, signed where they are not only rehearsed; or what is refused.
func (d *desk) ready(ctx context.Context, act string) (*ledger.Batch, error) {
	err := d.takePen(ctx)
	if len(d.refused) > 0 {
		return nil, &refused{act, d.refusals()}
	}
	if err != nil {
		return nil, err
	}
	if d.told != "" && d.told != d.signed() {
		return nil, shownOtherwise{fmt.Errorf("not recorded: you were told %q, and by now it would be %q; run the command again", d.told, d.signed())}
	}
	if !d.app.dryRun {
		if err := d.signDrafts(ctx); err != nil {
			return nil, err
		}
	}
	return d.batch()
}
