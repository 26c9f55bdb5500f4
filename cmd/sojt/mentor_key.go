package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff/sshsig"
)

type mentorKeyOptions struct {
	key, from          string
	agent              bool
	end, until         string
	compromised, since string
}

func newMentorKeyCmd(a *app) *cobra.Command {
	var o mentorKeyOptions
	cmd := &cobra.Command{
		Use:   "key ID --key FILE",
		Short: "Add a mentor's SSH key, end one, or mark one as compromised",
		Long: `Adds a key to a mentor's entry in mentors.yaml, by default from today, and commits it. To change keys,
add the new one and --end the old one by its fingerprint: an entry is never taken out, since what it
signed is checked with it. --compromised says that others may have a key since --at: what it signed
then counts only where something older than that proves it was there before.`,
		Example: `  sojt mentor key ana --key ~/.ssh/id_ed25519.pub
  sojt mentor key ana --key new.pub --end SHA256:VlKc5u3P8rYQ
  sojt mentor key ana --compromised SHA256:VlKc5u3P8rYQ --at 2026-10-02T00:00:00Z`,
		Args:              needs("ID"),
		ValidArgsFunction: first(a.completeMentors),
		RunE:              func(cmd *cobra.Command, args []string) error { return runMentorKey(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.key, "key", "", "the public key: a .pub `file`, - for stdin, or the key itself in quotes")
	f.BoolVar(&o.agent, "agent", false, "take the one key that the ssh-agent holds")
	f.StringVar(&o.from, "from", "", "the new key's first `day`; else today")
	f.StringVar(&o.end, "end", "", "give the key with this `fingerprint` a last day")
	f.StringVar(&o.until, "until", "", "the last `day` of the key that ends; else today")
	f.StringVar(&o.compromised, "compromised", "", "others may have the key with this `fingerprint`")
	f.StringVar(&o.since, "at", "", "since when they may have it: a `time` such as 2026-10-02T00:00:00Z, or a day")
	for _, flag := range []string{"end", "compromised"} {
		cmd.RegisterFlagCompletionFunc(flag, a.completeKeysOf)
	}
	return cmd
}

func runMentorKey(ctx context.Context, a *app, o mentorKeyOptions, id string) error {
	key, err := o.check(ctx, a)
	if err != nil {
		return err
	}
	r, err := a.openRoster(ctx, "mentor key")
	if err != nil {
		return err
	}
	if _, err := r.known(id); err != nil {
		return err
	}
	if o.end != "" {
		err = r.endKey(id, o)
	}
	if o.compromised != "" && err == nil {
		err = r.compromise(id, o)
	}
	if key != "" && err == nil {
		err = r.addKey(ctx, id, key, o.from)
	}
	if err == nil {
		err = r.write(ctx)
	}
	if err != nil || a.dryRun {
		return err
	}
	if key != "" {
		a.tell("next: sojt signs with it once the ssh-agent holds it (ssh-add), or git's user.signingkey names it")
	}
	if o.compromised != "" {
		a.tell("next: sojt verify tells which records need a new sign-off, with --reaffirms")
	}
	return nil
}

// check reads the key, and refuses flags that cannot be meant.
func (o *mentorKeyOptions) check(ctx context.Context, a *app) (string, error) {
	switch {
	case o.key == "" && !o.agent && o.end == "" && o.compromised == "":
		return "", usagef("see: sojt mentor key --help", "mentor key needs: --key FILE, or --end or --compromised FINGERPRINT")
	case o.key != "" && o.agent:
		return "", usagef("leave one of them out", "--key and --agent both name the key to add")
	case o.from != "" && o.key == "" && !o.agent:
		return "", usagef("give the key too: --key FILE", "--from is the first day of a new key, and none is given")
	case o.until != "" && o.end == "":
		return "", usagef("name it: --end FINGERPRINT", "--until is the last day of a key that ends, and none is named")
	case (o.compromised == "") != (o.since == ""):
		return "", usagef("give both: --compromised FINGERPRINT --at TIME", "--compromised says which key, and --at since when")
	case o.agent:
		return a.agentKey(ctx)
	case o.key != "":
		return a.publicKey(o.key)
	}
	return "", nil
}

// newKey is a key that a person does not have yet, and nobody else has.
func (r *roster) newKey(ctx context.Context, id, key string, from calendar.Date) (competency.Key, error) {
	for _, m := range r.entries(id) {
		for i, k := range m.Keys {
			if k.Key != key {
				continue
			}
			name, place := sshsig.Fingerprint(key), m.KeyPlace(i)
			switch {
			case !k.Compromised.IsZero():
				return competency.Key{}, usagef("make a new one: ssh-keygen -t ed25519", "the key %s is marked as compromised: %s", name, place)
			case k.Until == 0 || from <= k.Until:
				return competency.Key{}, usagef("there is nothing to do", "%s has the key %s already: %s", id, name, place)
			case m.Covers(from):
				return competency.Key{}, usagef("make a new one: ssh-keygen -t ed25519", "the key %s has ended, on %s: %s", name, k.Until, place)
			}
		}
	}
	return competency.Key{Key: key, From: from}, r.soleOwner(ctx, key, id, r.program)
}

// addKey adds a key to the entry that its first day belongs to.
func (r *roster) addKey(ctx context.Context, id, key, from string) error {
	day, err := parseDate("from", from)
	if err != nil {
		return err
	}
	m, first := r.entryFor(id, day)
	if m == nil {
		return usagef("designate them for another period first: sojt mentor add "+id, "no entry of %s in mentors.yaml covers %s", id, cmp.Or(day, r.today))
	}
	k, err := r.newKey(ctx, id, key, first)
	if err != nil {
		return err
	}
	r.rows = append(r.rows, rosterRow{act: "key added", id: id, key: k})
	return r.changed(r.file.AddKey(m, k))
}

// entryFor is the entry of a person that covers a day; without a day the one in force, else the next
// to be. With it comes the first day of a key there.
func (r *roster) entryFor(id string, day calendar.Date) (next *competency.Mentor, first calendar.Date) {
	for _, m := range r.entries(id) {
		switch {
		case day != 0 && m.Covers(day):
			return m, day
		case day == 0 && m.Covers(r.today):
			return m, r.utc
		case day == 0 && m.From > r.today && (next == nil || m.From < next.From):
			next, first = m, m.From
		}
	}
	return next, first
}

// listedKey is a key of a person by its fingerprint or the beginning of one.
func (r *roster) listedKey(id, print string) (competency.Key, error) {
	want := strings.TrimPrefix(print, "SHA256:")
	var found []competency.Key
	var names []string
	for _, m := range r.entries(id) {
		for _, k := range m.Keys {
			name := sshsig.Fingerprint(k.Key)
			names = append(names, name)
			if strings.HasPrefix(strings.TrimPrefix(name, "SHA256:"), want) && (len(found) == 0 || found[0].Key != k.Key) {
				found = append(found, k)
			}
		}
	}
	switch {
	case len(want) < shortestPrint:
		return competency.Key{}, usagef(strings.Join(names, "\n"), "%q is too short for a fingerprint: write at least %d characters after SHA256:", print, shortestPrint)
	case len(found) == 1:
		return found[0], nil
	case len(names) == 0:
		return competency.Key{}, usagef("add one: sojt mentor key "+id+" --key FILE", "mentors.yaml lists no key of %s", id)
	case len(found) == 0:
		return competency.Key{}, usagef("there are:\n"+strings.Join(names, "\n"), "%s has no key %q", id, print)
	}
	return competency.Key{}, usagef("write more of it:\n"+strings.Join(names, "\n"), "%d keys of %s begin with %q", len(found), id, print)
}

const shortestPrint = 8 // characters of a fingerprint that name a key

// everywhere changes a key in each entry that carries it.
func (r *roster) everywhere(id string, key competency.Key, change func(*competency.Mentor, int) error) error {
	for e := range r.entries(id) {
		for i := 0; i < len(r.entries(id)[e].Keys); i++ {
			if m := r.entries(id)[e]; m.Keys[i].Key == key.Key {
				if err := change(m, i); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// endKey gives a key its last day.
func (r *roster) endKey(id string, o mentorKeyOptions) error {
	day, err := parseDate("until", o.until)
	if err != nil {
		return err
	}
	if day == 0 {
		day = r.utc
	}
	key, err := r.listedKey(id, o.end)
	if err != nil {
		return err
	}
	key.Until = day
	r.rows = append(r.rows, rosterRow{act: "key ended", id: id, key: key})
	if day < r.utc {
		r.app.tell("what %s signed with it after %s no longer counts as signed", id, day)
	}
	return r.everywhere(id, key, func(m *competency.Mentor, i int) error {
		if m.Keys[i].From > day {
			return usagef("until is the last day, from the first", "--until %s is before the key's first day, %s: %s", day, m.Keys[i].From, m.KeyPlace(i))
		}
		return r.changed(r.file.EndKey(m, i, day))
	})
}

// compromise says since when others may have a key. An earlier time may take the place of a later
// one; the other way round it would make records good again.
func (r *roster) compromise(id string, o mentorKeyOptions) error {
	at, err := r.instant(o.since)
	if err != nil {
		return err
	}
	key, err := r.listedKey(id, o.compromised)
	if err != nil {
		return err
	}
	key.Compromised = at
	r.rows = append(r.rows, rosterRow{act: "compromised", id: id, key: key})
	return r.everywhere(id, key, func(m *competency.Mentor, i int) error {
		if was := m.Keys[i].Compromised; !was.IsZero() && !at.Before(was) {
			return usagef("an earlier --at can take its place; a later one would make records good again", "the key is marked as compromised since %s: %s", instantOr(was), m.KeyPlace(i))
		}
		return r.changed(r.file.Compromise(m, i, at))
	})
}

// instant reads a time in UTC, or a day, which begins in the program's zone.
func (r *roster) instant(value string) (time.Time, error) {
	at, err := time.Parse("2006-01-02T15:04:05Z", value)
	if day, none := calendar.Parse(value); none == nil {
		at, err = day.Start(r.program.Zone).UTC(), nil
	}
	switch {
	case err != nil:
		return time.Time{}, usagef("write a time in UTC such as 2026-10-02T00:00:00Z, or a day such as 2026-10-02", "--at is %q, which is no time", value)
	case at.After(r.now):
		return time.Time{}, usagef("give the time since when others may have it", "--at %s lies in the future", value)
	}
	return at, nil
}

// completeKeysOf offers the fingerprints of the mentor in args.
func (a *app) completeKeysOf(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return a.offers(func(p *competency.Program, add func(string, string)) {
		if len(args) == 0 {
			return
		}
		for _, m := range p.Designations(args[0]) {
			for _, k := range m.Keys {
				if name := sshsig.Fingerprint(k.Key); name != "" {
					kind, _, _ := strings.Cut(k.Key, " ")
					add(name, fmt.Sprint(kind, " from ", dayOr(k.From)))
				}
			}
		}
	})
}
