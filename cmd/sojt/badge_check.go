package main

import (
	"bufio"
	"crypto/ed25519"
	"fmt"
	"strings"
	"time"

	"sojt/report/badge"
	"sojt/report/safe"
	"sojt/signoff/sshsig"
)

// runBadgeCheck checks a file of badges, one a line: exit code 1 where one does not hold, 4 where nobody said
// whose key it is, since anybody can make a key and a badge under any name.
func runBadgeCheck(a *app, o badgeOptions) error {
	if o.learner+o.role+o.competency+o.base+o.issuer+o.issuerName != "" || o.redact || a.format != "" || a.output != "" {
		return usagef("it takes --key alone", "--check reads badges, and the other flags are for making them")
	}
	now, err := a.checkTime()
	if err != nil {
		return err
	}
	var trusted ed25519.PublicKey
	if o.key != "" {
		text, err := a.publicKey(o.key)
		if err == nil {
			trusted, err = sshsig.Ed25519(text)
		}
		if err != nil {
			return usagef("", "--key: %v", err)
		}
	}
	data, err := beginning(a.path(o.check), mostBadges+1)
	switch {
	case err != nil:
		return usagef("", "%q cannot be read: %v", o.check, cause(err))
	case len(data) > mostBadges:
		return usagef("check them in several files", "%q has more than %d MiB", o.check, mostBadges>>20)
	}
	return a.checkBadges(o.check, string(data), trusted, now)
}

const (
	mostBadges  = 16 << 20 // bytes of a file of badges
	mostChecked = 10_000   // badges in it
)

// checkTime is the moment that badges are checked for: now, or the end of the day of --as-of.
func (a *app) checkTime() (time.Time, error) {
	if a.knownAt != "" {
		return time.Time{}, usagef("a badge does not change: leave it out", "--known-at has no meaning here")
	}
	day, err := parseDate("as-of", a.asOf)
	if err != nil || day == 0 {
		return a.env.reportTime(), err
	}
	return day.End(time.UTC), nil
}

func (a *app) checkBadges(name, text string, trusted ed25519.PublicKey, now time.Time) error {
	var n, bad int
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, mostBadges+1)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if n++; n > mostChecked {
			return usagef("check them in several files", "%q has more than %d lines", name, mostChecked)
		}
		b, err := badge.Check(lines.Text(), trusted, now)
		if err != nil {
			bad++
			fmt.Fprintln(a.env.stdout, safe.Text(fmt.Sprintf("not good   badge %d of %s: %v", n, name, err)))
			continue
		}
		a.showBadge(b, trusted != nil)
	}
	switch {
	case n == 0:
		return usagef("a badge is a JWT, one a line", "%q holds no badge", name)
	case bad > 0:
		return silent(exitFindings)
	case trusted == nil:
		return fmt.Errorf("whether the key is the issuer's was not checked for %d of %d: get it from the issuer, another way than the badge, and give it with --key", n, n)
	}
	return nil
}

// showBadge says what a badge says; known is whether its key was given as the issuer's.
func (a *app) showBadge(b *badge.Checked, known bool) {
	state, by, key := "good", "issued by ", "the issuer's key"
	switch {
	case known:
	case b.Proved:
		state, by, key = "intact", "says it is issued by ", "the key that this issuer's id spells out: anybody can make one, under any name"
	default:
		state, by, key = "intact", "says it is issued by ", "its own key, which the badge itself carries: anybody can make one, under any name"
	}
	until := "for ever, as far as it says"
	if !b.Until.IsZero() {
		until = "until " + b.Until.UTC().Format(time.RFC3339)
	}
	for _, row := range [][2]string{
		{state, b.Name}, {"", by + b.IssuerName + ", " + b.Issuer}, {"", "signed by " + key},
		{"", "from " + b.From.UTC().Format(time.RFC3339) + " " + until}, {"", "to " + b.Holder}, {"", b.ID},
	} {
		fmt.Fprintln(a.env.stdout, safe.Text(fmt.Sprintf("%-10s %s", row[0], row[1])))
	}
}
