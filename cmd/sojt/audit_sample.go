package main

import (
	"context"
	"encoding/binary"
	"io"
	"slices"

	"sojt/report"
	"sojt/report/audit"
)

// seeds is how many seeds there are where none is given: few enough digits to be read out aloud.
const seeds = 1_000_000

// runSample draws sign-offs for a spot check.
func runSample(ctx context.Context, a *app, o auditOptions, given func(flag string) bool) error {
	for _, flag := range []string{"only", "skip", "after", "strict", "min", "burst", "roster"} {
		if given(flag) {
			return usagef("leave one of the two out", "--sample draws sign-offs and makes no check, so --%s says nothing", flag)
		}
	}
	if o.sample < 1 || o.seed < 0 {
		return usagef("sojt audit --sample 5 --seed 7 draws five sign-offs", "--sample is %d and --seed %d, expected 1 and 0 or more", o.sample, o.seed)
	}
	if slices.Contains(hosted(), a.format) {
		return usagef("one of table, markdown, csv, json, html, xlsx", "--format is %q, which is for problems, and a sample has none", a.format)
	}
	r, release, err := a.readWithin(ctx, &o.scopeFlags)
	if err != nil {
		return err
	}
	defer release()
	mentor := o.Mentor
	o.Mentor = "" // whose sign-offs are drawn, and not which people are shown
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	if !o.seeded {
		if o.seed, err = a.seed(); err != nil {
			return err
		}
	}
	if err := a.show(audit.NewSampleView(o.draw(in, mentor))); err != nil {
		return err
	}
	return a.shown(problems)
}

func (o auditOptions) draw(in *report.Input, mentor string) audit.Sample {
	return audit.Sample{In: in, N: o.sample, Seed: o.seed, Mentor: mentor, Since: o.Since, Until: o.Until}
}

// seed makes a seed where none is given.
func (a *app) seed() (int, error) {
	var b [8]byte
	if _, err := io.ReadFull(a.env.rand, b[:]); err != nil {
		return 0, err
	}
	return int(binary.BigEndian.Uint64(b[:]) % seeds), nil
}
