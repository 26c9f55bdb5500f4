package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

func newExportCmd(a *app) *cobra.Command {
	return family(&cobra.Command{
		Use:   "export WHAT",
		Short: "Write records and keys in the forms of other programs",
		Long: `Writes what the program holds in a form that other programs read: allowed-signers is everybody's public
keys, as ssh-keygen wants them to check a signature by hand; events is all records and standings as
tables for engines that analyse data; ics is a calendar of what is due and what expires; bundle is an
archive for an auditor; xapi is what happened, as a learning record store takes it; openbadges is what a
learner can show elsewhere; case is what competencies there are, for systems that exchange frameworks.`,
		Example: `  sojt export allowed-signers -o signers
  sojt export events -o warehouse
  sojt export ics -o training.ics
  sojt export bundle -o audit.tar.gz
  sojt export xapi -o statements.json
  sojt export openbadges --learner maria-lopez --key badge-key -o badges/
  sojt export case -o framework.json`,
	}, newAllowedSignersCmd(a), newEventsCmd(a), newICSCmd(a), newBundleCmd(a), newXAPICmd(a), newBadgesCmd(a), newCaseCmd(a))
}

func newAllowedSignersCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "allowed-signers",
		Short: "Everybody's public keys, for ssh-keygen -Y verify",
		Long: `Writes a line for each key that mentors.yaml or a key record lists: whose it is, and from when to when
its signatures count. With it stock ssh-keygen checks the signature of a record, as of the record's
own time; the person is named by id:

  sojt show RECORD --payload >p
  sojt show RECORD --signature >p.sig
  sojt export allowed-signers >s
  ssh-keygen -Y verify -f s -I ana -n sojt -Overify-time=20261208093140Z -s p.sig <p

A key that was in other hands from before its first day is left out, and said.`,
		Example: `  sojt export allowed-signers -o signers`,
		Args:    needs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runAllowedSigners(cmd.Context(), a) },
	}
}

func runAllowedSigners(ctx context.Context, a *app) error {
	switch {
	case a.format != "":
		return usagef("leave --format out", "--format is %q, and allowed-signers has one form", a.format)
	case a.asOf != "" || a.knownAt != "":
		return usagef("every key stands there with its period; ssh-keygen takes a -Overify-time", "--as-of and --known-at have no meaning here")
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	owned, problems, err := r.everyKey(ctx)
	if err != nil {
		return err
	}
	if err := shared(owned).Err(); err != nil {
		return err
	}
	var out bytes.Buffer
	for _, l := range allowedSigners(owned, func(left string) { a.tell("%s", left) }) {
		fmt.Fprintln(&out, l)
	}
	if err := a.put(out.Bytes(), false, ""); err != nil {
		return err
	}
	return a.shown(problems)
}

// ownedKey is somebody's key, and where it is listed.
type ownedKey struct {
	who string
	at  diag.Pos
	signoff.Key
}

// everyKey gathers the keys of mentors and learners.
func (r *reader) everyKey(ctx context.Context) ([]ownedKey, diag.List, error) {
	var all []ownedKey
	for _, id := range r.mentorIDs() {
		for _, k := range signoff.MentorKeys(r.program, id) {
			all = append(all, ownedKey{id, diag.Pos{File: "mentors.yaml"}, k})
		}
	}
	type one struct {
		keys     []ownedKey
		problems diag.List
	}
	entries, problems, err := r.ledger.Entries()
	if err != nil {
		return nil, nil, err
	}
	for got, err := range ledger.Each(ctx, r.ledger, r.program, entries, func(l *signoff.Learner, p diag.List) (one, error) {
		var keys []ownedKey
		for _, k := range r.book.LearnerKeys(l) {
			keys = append(keys, ownedKey{l.ID, placeOf(l, k.Record), k})
		}
		return one{keys, p}, nil
	}) {
		if err != nil {
			return nil, nil, err
		}
		all, problems = append(all, got.keys...), append(problems, got.problems...)
	}
	problems.Sort()
	return all, problems, nil
}

func (r *reader) mentorIDs() []string {
	var ids []string
	for _, m := range r.program.Mentors {
		ids = append(ids, m.ID)
	}
	return distinct(ids)
}

// shared finds keys that two people have: exported, either would pass for the other.
func shared(keys []ownedKey) diag.List {
	first := map[string]ownedKey{}
	var problems diag.List
	for _, k := range keys {
		if before, ok := first[k.Key.Key]; !ok {
			first[k.Key.Key] = k
		} else if before.who != k.who {
			problems.Errorf(verify.CodeKey, k.at, "this key of %s is also one of %s", k.who, before.who).
				Hint = "a key proves who signed only while one person has it: take it from one of them"
		}
	}
	problems.Sort()
	return problems
}

// allowedSigners writes keys as lines of the ALLOWED SIGNERS format of ssh-keygen(1), sorted, each once.
// Keys without a second in which they count are told to left instead.
func allowedSigners(keys []ownedKey, left func(string)) []string {
	keys = slices.Clone(keys)
	slices.SortStableFunc(keys, func(a, b ownedKey) int {
		return cmp.Or(strings.Compare(a.who, b.who), a.From.Compare(b.From), strings.Compare(a.Key.Key, b.Key.Key))
	})
	var lines []string
	there := map[string]bool{}
	for _, k := range keys {
		last := k.Until
		if before := k.Compromised.Add(-time.Second); !k.Compromised.IsZero() && (last.IsZero() || before.Before(last)) {
			last = before
		}
		if !last.IsZero() && !last.After(k.From) { // ssh-keygen refuses such a line
			left(fmt.Sprintf("left out: a key of %s that never counted, %s", k.who, keyName(k.Key.Key)))
			continue
		}
		options := `namespaces="sojt"`
		if !k.From.IsZero() {
			options += `,valid-after="` + stamp(k.From) + `"`
		}
		if !last.IsZero() {
			options += `,valid-before="` + stamp(last) + `"`
		}
		if l := k.who + " " + options + " " + k.Key.Key; !there[l] {
			there[l] = true
			lines = append(lines, l)
		}
	}
	return lines
}

// stamp is a time as ssh-keygen reads it; without the Z it would be local.
func stamp(t time.Time) string { return t.UTC().Format("20060102150405Z") }
