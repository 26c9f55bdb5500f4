package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/outline"
	"sojt/signoff/ledger"
)

// merge works the list into the roles, and refuses what would not be valid.
func (t *listing) merge(ctx context.Context, o roleOptions) error {
	owner := t.owners()
	for _, p := range t.parts {
		p.list.Title = o.title
		if p.list.Now == nil {
			p.list.Title = cmp.Or(o.title, p.outline.Title, words(p.list.Role))
		}
		p.list.List, p.list.Replace = p.outline.Items, o.replace
		p.list.Taken = func(id string) bool { role, there := owner[id]; return there && role != p.list.Role }
	}
	for _, p := range t.parts {
		p.spare(p.list, "", p.outline.Unclear)
	}
	if o.set != "" {
		if err := t.share(ctx, o); err != nil {
			return err
		}
	}
	for _, p := range t.parts {
		if err := p.merge(); err != nil {
			return err
		}
		for _, id := range p.out.IDs {
			owner[id] = p.list.Role
		}
	}
	return t.valid(ctx)
}

func (p *listedRole) merge() error {
	var problems diag.List
	var err error
	p.out, problems, err = p.list.Merge()
	if problems.Errors() > 0 {
		return problems
	}
	return err
}

// spare keeps what a file has of rows that could not be read from being retired.
func (p *listedRole) spare(in *competency.RoleList, prefix string, unclear []competency.Listed) {
	if len(unclear) == 0 {
		return
	}
	found := *in
	found.List = unclear
	for _, l := range []*competency.RoleList{in, p.list} {
		if l.Needed == nil {
			l.Needed = map[string]bool{}
		}
	}
	for _, id := range found.Find() {
		if id != "" {
			in.Needed[id], p.list.Needed[prefix+id] = true, true
		}
	}
}

// files are all files that the list is worked into, the shared set first.
func (t *listing) files() []*listedRole {
	if t.set == nil {
		return t.parts
	}
	return append([]*listedRole{t.set}, t.parts...)
}

// valid refuses what would break the program; what was wrong elsewhere before is no matter.
func (t *listing) valid(ctx context.Context) error {
	instead := map[string][]byte{}
	for _, p := range t.files() {
		instead[p.list.File()] = p.out.Text
	}
	if !slices.ContainsFunc(t.files(), func(p *listedRole) bool { return string(p.list.Now) != string(p.out.Text) }) {
		return nil
	}
	program, after := competency.LoadWith(t.place.files, instead)
	before := map[diag.Problem]bool{}
	for _, b := range t.before {
		b.Hint = ""
		before[b] = true
	}
	after = slices.DeleteFunc(after, func(p diag.Problem) bool {
		_, ours := instead[p.Pos.File]
		p.Hint = ""
		return p.Severity != diag.Error || !ours && before[p]
	})
	if err := after.Err(); err != nil {
		return err
	}
	return t.attested(ctx, program)
}

// attested refuses what would have records attest something else than was seen, as sojt validate does of what is
// written: what is new or asks for less does so to none, so that records are read where a file was there.
func (t *listing) attested(ctx context.Context, after *competency.Program) error {
	if !slices.ContainsFunc(t.files(), func(p *listedRole) bool { return p.list.Now != nil }) {
		return nil
	}
	problems, err := t.ledger.Check(ctx, after, t.today)
	if err != nil || problems.Errors() == 0 {
		return err
	}
	were, err := t.ledger.Check(ctx, t.program, t.today)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, p := range were {
		known[p.Code+p.Message] = true
	}
	var refused diag.List
	for _, p := range problems {
		if p.Severity != diag.Error || known[p.Code+p.Message] {
			continue
		}
		if c := t.atPlace(after, p.Pos); c != nil {
			p.Pos = c.Pos
		}
		if p.Code == ledger.CodeReworded {
			p.Message = "by the list, " + p.Message
			p.Hint = "nothing was written: say which it is in the entry as it stands there now, commit that (git commit -am \"new wording\"), and import again\n" + p.Hint
		}
		refused = append(refused, p)
	}
	return refused.Err()
}

// atPlace is the competency, as it is now, that will stand at a place; nil for none.
func (t *listing) atPlace(after *competency.Program, at diag.Pos) *competency.Competency {
	for _, p := range t.files() {
		for _, id := range p.out.IDs {
			if p.list.Shared {
				id = p.list.Role + "/" + id
			}
			if c := after.Competency(id); c != nil && c.Pos == at {
				return t.program.Competency(id)
			}
		}
	}
	return nil
}

// owners says which role each id is of; roles are their own.
func (t *listing) owners() map[string]string {
	owner := map[string]string{}
	for _, r := range t.program.Roles {
		for _, e := range r.Entries {
			owner[e.ID] = r.ID
		}
	}
	for _, r := range t.program.Roles {
		owner[r.ID] = ""
	}
	for _, p := range t.parts {
		owner[p.list.Role] = ""
	}
	return owner
}

// share keeps what is listed in a shared set, once for all roles that have it, and has the roles use it from
// there. What a role has as an entry of its own stays that.
func (t *listing) share(ctx context.Context, o roleOptions) error {
	t.set = &listedRole{list: &competency.RoleList{Role: o.set, Shared: true, Replace: o.replace}}
	found, err := t.now(ctx, t.set.list)
	if err != nil {
		return err
	}
	file := t.set.list.File()
	if found {
		err = t.writable(ctx, []string{file}, []string{file})
	} else {
		t.set.list.Title = words(o.set)
		err = t.writable(ctx, []string{file}, nil)
	}
	if err != nil {
		return err
	}
	pool := &pool{at: map[string]int{}, set: t.set.list}
	for _, p := range t.parts {
		p.list.Set = o.set
		pool.take(p)
	}
	t.set.list.Needed = t.needed(o.set)
	for _, p := range t.parts {
		p.spare(t.set.list, o.set+"/", p.outline.Unclear)
	}
	if err := t.set.merge(); err != nil {
		return err
	}
	for _, s := range pool.lent {
		s.role.list.List[s.at].Use = o.set + "/" + t.set.out.IDs[s.of]
	}
	t.set.out.Kept = append(pool.kept, t.set.out.Kept...)
	return nil
}

// needed are the competencies of a set that roles outside the list use.
func (t *listing) needed(set string) map[string]bool {
	ours, needed := map[string]bool{}, map[string]bool{}
	for _, p := range t.parts {
		ours[p.list.Role] = true
	}
	for _, r := range t.program.Roles {
		for _, e := range r.Entries {
			if id, of := strings.CutPrefix(e.ID, set+"/"); of && !ours[r.ID] {
				needed[id] = true
			}
		}
	}
	return needed
}

// pool gathers what several roles list.
type pool struct {
	set  *competency.RoleList
	at   map[string]int // by code, else title
	lent []lent
	kept []string
}

// lent says which competency of the set a role's is.
type lent struct {
	role   *listedRole
	at, of int
}

// take adds what a role lists; what it lists twice is one, and required where it is so once.
func (l *pool) take(p *listedRole) {
	own := p.list.Find()
	first := map[string]int{}
	var items []competency.Listed
	for i, item := range p.outline.Items {
		if own[i] != "" {
			items = append(items, item)
			continue
		}
		key := cmp.Or(item.Code, "\x00"+item.Title)
		if at, twice := first[key]; twice {
			items[at].Optional = items[at].Optional && item.Optional
			p.outline.Left = append(p.outline.Left, outline.Left{Place: item.Place, Text: item.Title, Why: fmt.Sprintf("%s is listed on line %d for this role already", cmp.Or(item.Code, item.Title), items[at].Place.Line)})
			continue
		}
		first[key] = len(items)
		of, known := l.at[key]
		if !known {
			of = len(l.set.List)
			l.at[key] = of
			shared := item
			shared.Optional, shared.Level, shared.Practice, shared.Due = false, "", "", ""
			l.set.List = append(l.set.List, shared)
		} else if there := l.set.List[of]; there.Title != item.Title {
			l.kept = append(l.kept, fmt.Sprintf("%s: %s is %q, at %s it was %q: the first is taken", item.Place, item.Code, text.Fold(item.Title), there.Place, there.Title))
		}
		l.lent = append(l.lent, lent{p, len(items), of})
		items = append(items, competency.Listed{Optional: item.Optional, Level: item.Level, Practice: item.Practice, Due: item.Due, Place: item.Place})
	}
	p.outline.Items, p.list.List = items, items
}
