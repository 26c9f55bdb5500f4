package audit_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
	"sojt/signoff/line"
)

// found makes one check and gives the rows, shortened to who and what.
func found(b *bed, check string, change ...func(c *audit.Case)) []string {
	c := b.inspection(report.Scope{})
	c.Only = []string{check}
	for _, f := range change {
		f(&c)
	}
	var lines []string
	for _, f := range audit.Run(c).Findings {
		lines = append(lines, strings.TrimSpace(f.Learner+" "+f.Mentor)+": "+f.Why)
	}
	return lines
}

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: found %q, want %q", what, got, want)
	}
}

func pause(b *bed, id, from, to string) {
	b.add(id, "cal", from, signoff.Record{Type: signoff.Pause, Date: day(from), Reason: "leave"})
	if to != "" {
		b.add(id, "cal", to, signoff.Record{Type: signoff.Resume, Date: day(to), Reason: "back"})
	}
}

// The last day inside is no finding, the day after is one; a pause moves it by its days, and who is
// paused is not found at all.
func TestWaitingEdges(t *testing.T) {
	request := func(on string) *bed {
		b := newBed(t)
		b.enrol("ria", "cook", "2026-10-01")
		b.add("ria", "ria", on, signoff.Record{Type: signoff.Request, Competency: "knife"})
		return b
	}
	expect(t, "fourteen days", found(request("2026-10-17"), "request-waiting"))
	expect(t, "fifteen days", found(request("2026-10-16"), "request-waiting"), "ria: asked 16 Oct 2026, 15 days ago")
	b := request("2026-10-16")
	pause(b, "ria", "2026-10-20", "2026-10-21")
	expect(t, "one of them paused", found(b, "request-waiting"))
	b = request("2026-10-15")
	pause(b, "ria", "2026-10-20", "2026-10-21")
	expect(t, "one of sixteen paused", found(b, "request-waiting"), "ria: asked 15 Oct 2026, 16 days ago (1 of them paused)")
	b = request("2026-10-01")
	pause(b, "ria", "2026-10-30", "")
	expect(t, "paused now", found(b, "request-waiting"))
	b = request("2026-10-10")
	pause(b, "ria", "2026-10-05", "2026-10-20")
	lasting := func(n int) func(c *audit.Case) {
		return func(c *audit.Case) {
			c.After = map[string]calendar.Period{"request-waiting": {N: n, Unit: calendar.Days}}
		}
	}
	expect(t, "asked in a pause, twelve days after it", found(b, "request-waiting", lasting(12)))
	expect(t, "asked in a pause, more than eleven", found(b, "request-waiting", lasting(11)), "ria: asked 10 Oct 2026, 21 days ago (9 of them paused)")
	week := func(c *audit.Case) {
		c.After = map[string]calendar.Period{"request-waiting": {N: 1, Unit: calendar.Weeks}}
	}
	expect(t, "a week", found(request("2026-10-23"), "request-waiting", week), "ria: asked 23 Oct 2026, 8 days ago")
	expect(t, "within the week", found(request("2026-10-24"), "request-waiting", week))
	at := func(c *audit.Case) { c.After = map[string]calendar.Period{"request-waiting": {}} }
	expect(t, "at once", found(request("2026-10-30"), "request-waiting", at), "ria: asked 30 Oct 2026, 1 day ago")
}

func TestNotYetEdges(t *testing.T) {
	no := func(on string, change ...func(r *signoff.Record)) *bed {
		b := newBed(t)
		b.enrol("nat", "cook", "2026-10-01")
		b.observe("nat", "knife", "ana", on, signoff.NotYetOutcome, change...)
		return b
	}
	const check = "not-yet-without-action"
	expect(t, "two weeks ago", found(no("2026-10-17"), check))
	expect(t, "nothing since", found(no("2026-10-16"), check), "nat ana: not yet on 16 Oct 2026, nothing since 16 Oct 2026, 15 days ago")
	b := no("2026-10-10")
	b.add("nat", "nat", "2026-10-20", signoff.Record{Type: signoff.Practice, Competency: "knife", Date: day("2026-10-20")})
	expect(t, "practised since", found(b, check))
	retest := func(on string) func(r *signoff.Record) { return func(r *signoff.Record) { r.Retest = day(on) } }
	expect(t, "a retest to come", found(no("2026-10-02", retest("2026-11-05")), check))
	expect(t, "a retest two weeks ago", found(no("2026-10-02", retest("2026-10-17")), check))
	expect(t, "a retest that was not", found(no("2026-10-02", retest("2026-10-16")), check),
		"nat ana: the retest was set for 16 Oct 2026, 15 days ago, and has not been recorded")
	b = no("2026-10-02", retest("2026-10-10"))
	b.sign("nat", "cook", "knife", "ben", "2026-10-10")
	expect(t, "and was", found(b, check))
	b = newBed(t)
	b.enrol("nat", "cook", "2026-10-01")
	b.add("nat", "ana", "2026-10-30", signoff.Record{
		Type: signoff.Transcribe, Role: "cook", Competency: "knife", Revision: 1, Date: day("2026-10-29"), Signer: "M. Osei",
		Source: line.Source{Document: "card", SHA256: strings.Repeat("a", 64)}, Outcome: signoff.NotYetOutcome,
	})
	expect(t, "from paper, which says of no action", found(b, check), "nat ana: not yet on 29 Oct 2026, with nothing said of what comes next")
}

func TestCertifierVariants(t *testing.T) {
	b := newBed(t)
	b.enrol("cem", "cook", "2026-10-01")
	b.add("cem", "ana", "2026-10-02", signoff.Record{Type: signoff.Trained, Competency: "grill", Date: day("2026-10-02")})
	expect(t, "others can", found(b, "certifier-missing"))
	wrong := b.sign("cem", "cook", "grill", "ana", "2026-10-20")
	expect(t, "who trained signed", found(b, "certifier-missing"), "cem ana: signed by Ana, who trained or observed Cem in it")
	b.add("cem", "cal", "2026-10-21", signoff.Record{Type: signoff.Revoke, Ref: wrong.Digest, Reason: "not the certifier", Date: day("2026-10-21"), Trigger: "error"})
	expect(t, "and it was taken back", found(b, "certifier-missing"))
	for _, id := range []string{"ben", "cal", "dee"} {
		b.add("cem", id, "2026-10-22", signoff.Record{Type: signoff.Trained, Competency: "grill", Date: day("2026-10-22")})
	}
	expect(t, "nobody is left", found(b, "certifier-missing"), "cem: nobody can sign it who has neither trained nor observed Cem in it")
}

func TestOverdueIsForgotten(t *testing.T) {
	late := func() *bed {
		b := newBed(t)
		b.enrol("lou", "cook", "2026-07-01") // due on 30 August
		return b
	}
	expect(t, "long", found(late(), "overdue"), "lou: due 30 Aug 2026, 62 days ago, nothing recorded about it yet")
	b := late()
	b.add("lou", "lou", "2026-10-01", signoff.Record{Type: signoff.Practice, Competency: "knife", Date: day("2026-10-01")})
	expect(t, "practised thirty days ago", found(b, "overdue"))
	b = late()
	b.add("lou", "lou", "2026-09-30", signoff.Record{Type: signoff.Practice, Competency: "knife", Date: day("2026-09-30")})
	expect(t, "practised before that", found(b, "overdue"), "lou: due 30 Aug 2026, 62 days ago, last record about it 30 Sep 2026")
}

// Acts count by the day on which they were recorded, so that a date in the past hides nothing.
func TestPeriodOfActs(t *testing.T) {
	b := newBed(t)
	b.enrol("ovi", "cook", "2026-01-10")
	override := func(on, recorded string) {
		b.sign("ovi", "cook", "knife", "cal", on, func(r *signoff.Record) { r.Override, r.At = "fair", day(recorded).Start(time.UTC).Add(time.Hour) })
	}
	override("2026-02-01", "2026-08-01")
	expect(t, "before the period", found(b, "override"))
	override("2026-02-02", "2026-08-02")
	expect(t, "recorded in it", found(b, "override"), "ovi cal: Cal overrode a rule on 2 Aug 2026: fair")
	expect(t, "further back", found(b, "override", func(c *audit.Case) { c.Since = day("2026-08-01") }),
		"ovi cal: Cal overrode a rule on 1 Aug 2026: fair", "ovi cal: Cal overrode a rule on 2 Aug 2026: fair")
	expect(t, "up to a day", found(b, "override", func(c *audit.Case) { c.Since, c.Until = day("2026-08-01"), day("2026-08-01") }),
		"ovi cal: Cal overrode a rule on 1 Aug 2026: fair")
	in, whole := b.inputs(report.Scope{Redact: true})
	expect(t, "redacted", found(b, "override", func(c *audit.Case) { c.In, c.Whole = in, whole }), "ovi cal: cal overrode a rule on 2 Aug 2026")
}

// What an undesignated or unprepared mentor recorded is found although the standings leave it out.
func TestActsWithoutAuthority(t *testing.T) {
	b := newBed(t, insert("mentors.yaml", `  - {id: olaf, name: Olaf, departments: [kitchen], from: 2026-01-01, until: 2026-09-30, prepared: {by: Ines, date: 2026-01-01}}
  - {id: uma, name: Uma, departments: [kitchen], from: 2026-10-10}
`))
	b.enrol("del", "cook", "2026-09-01")
	b.sign("del", "cook", "knife", "olaf", "2026-10-01")
	b.sign("del", "cook", "grill", "olaf", "2026-09-30")
	b.sign("del", "cook", "knife", "uma", "2026-10-20")
	expect(t, "ended the day before", found(b, "designation-ended"), "del olaf: Olaf recorded this on 1 Oct 2026 and was no mentor then")
	expect(t, "not prepared", found(b, "preparation-missing"), "del uma: Uma recorded this on 20 Oct 2026 and was not qualified as coach then")
}

func TestBurst(t *testing.T) {
	b := newBed(t)
	for i, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		b.enrol(id, "cook", "2026-10-01")
		b.sign(id, "cook", "knife", "ben", "2026-10-12", func(r *signoff.Record) {
			r.At = day("2026-10-12").Start(time.UTC).Add(20*time.Hour + time.Duration(i)*100*time.Second)
		})
	}
	expect(t, "eight in eleven minutes and forty seconds", found(b, "burst-signing"))
	seven := func(c *audit.Case) { c.Burst = 7 }
	expect(t, "seven in ten", found(b, "burst-signing", seven), "ben: Ben signed 7 times within 10 minutes on 12 Oct 2026: 7 learners, 1 competency")
	b.add("a", "ben", "2026-10-13", signoff.Record{Type: signoff.Revoke, Ref: b.learner("a").Records[1].Digest, Reason: "typo", Date: day("2026-10-13")})
	b.add("h", "ben", "2026-10-13", signoff.Record{Type: signoff.Revoke, Ref: b.learner("h").Records[1].Digest, Reason: "typo", Date: day("2026-10-13")})
	expect(t, "two of them taken back", found(b, "burst-signing", seven))
}

// Filters apply to what is found, whatever a check had to compare.
func TestFilters(t *testing.T) {
	all := planted()
	b := newBed(t, all["self-dealing"].define, all["everybody-passes"].define, all["one-mentor"].define)
	for _, name := range []string{"self-dealing", "everybody-passes", "one-mentor", "override"} {
		all[name].plant(b)
	}
	for _, c := range []struct {
		filter report.Filter
		want   string
	}{
		{report.Filter{}, "everybody-passes one-mentor override self-dealing"},
		{report.Filter{Learner: "fay"}, "self-dealing"},
		{report.Filter{Learner: "ovi"}, "override"},
		{report.Filter{Mentor: "max"}, "everybody-passes"},
		{report.Filter{Role: "coach"}, "everybody-passes"},
		{report.Filter{Role: "cook"}, "everybody-passes one-mentor override self-dealing"},
		{report.Filter{Tag: "none"}, ""},
		{report.Filter{Department: "kitchen"}, "everybody-passes one-mentor override self-dealing"},
	} {
		in := b.inspection(report.Scope{Filter: c.filter})
		var names []string
		for _, f := range audit.Run(in).Findings {
			names = append(names, f.Check.Name)
		}
		slices.Sort(names)
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%+v: %q, want %q", c.filter, got, c.want)
		}
	}
}

// Training that follows a sign-off is late where none came before; a refresher is none of it.
func TestTrainingAfterSignoff(t *testing.T) {
	const check = "signoff-before-training"
	trained := func(b *bed, on string) {
		b.add("sol", "ana", on, signoff.Record{Type: signoff.Trained, Competency: "knife", Date: day(on)})
	}
	signed := func() (*bed, *signoff.Record) {
		b := newBed(t)
		b.enrol("sol", "cook", "2026-06-01")
		return b, b.sign("sol", "cook", "knife", "ana", "2026-08-02")
	}
	b, _ := signed()
	expect(t, "none at all", found(b, check))
	trained(b, "2026-10-31")
	expect(t, "ninety days later", found(b, check), "sol ana: Ana signed for 2 Aug 2026, and the training is recorded for 31 Oct 2026")
	b, r := signed()
	b.add("sol", "cal", "2026-08-10", signoff.Record{Type: signoff.Revoke, Ref: r.Digest, Reason: "cut", Date: day("2026-08-10"), Trigger: "incident"})
	trained(b, "2026-08-11")
	expect(t, "after an incident", found(b, check))
	b, _ = signed()
	b.observe("sol", "knife", "ana", "2026-08-10", signoff.NotYetOutcome)
	trained(b, "2026-08-11")
	expect(t, "after a not-yet", found(b, check))
	b, _ = signed()
	trained(b, "2026-08-02")
	expect(t, "on the same day", found(b, check))
	b = newBed(t)
	b.enrol("sol", "cook", "2026-01-01")
	b.sign("sol", "cook", "knife", "ana", "2026-02-01")
	b.sign("sol", "cook", "knife", "ana", "2026-10-01")
	trained(b, "2026-10-02")
	expect(t, "a renewal", found(b, check))
}

// Who was through with everything stalls from the day on which something ran out.
func TestStalledSinceSomethingIsOpen(t *testing.T) {
	pilot := func(renew string) *bed {
		b := newBed(t, func(files map[string]string) {
			files["roles/pilot.yaml"] = "role: pilot\ntitle: Pilot\ndepartment: kitchen\ncompetencies: [{id: drive, title: Drives, renew: " + renew + "}]\n"
		})
		b.enrol("xan", "pilot", "2026-06-01")
		b.sign("xan", "pilot", "drive", "ana", "2026-07-03")
		return b
	}
	expect(t, "in place", found(pilot("1y"), "learner-stalled"))
	expect(t, "ran out thirty days ago", found(pilot("90d"), "learner-stalled")) // good until 1 October
	expect(t, "ran out before that", found(pilot("89d"), "learner-stalled"), "xan: nothing has happened since 3 Jul 2026, 120 days ago")
}

// What is carried on by another competency of the role is not lost, in the retired one.
func TestRetiredIsCarriedOn(t *testing.T) {
	for carry, want := range map[string][]string{
		"full": nil,
		"none": {"ron: retired since 1 Sep 2026, with a not-yet of 20 Aug 2026 open"},
	} {
		b := newBed(t, insert("roles/cook.yaml", "  - {id: peeler, title: Peels by machine, revised: 2026-09-01, replaces: [{id: peel, carry: "+carry+"}]}\n"))
		b.enrol("ron", "cook", "2026-06-01")
		no := b.observe("ron", "peel", "ana", "2026-08-20", signoff.NotYetOutcome)
		got := found(b, "retired-still-open")
		for i := range got {
			got[i] = strings.Replace(got[i], "ron "+no.By, "ron", 1)
		}
		expect(t, "carry "+carry, got, want...)
	}
}

// A role that names no department, or one above those in which its mentors are, is signed by them all the
// same.
func TestOneMentorBeneath(t *testing.T) {
	for _, of := range []string{"", "department: house\n"} {
		b := newBed(t, func(files map[string]string) {
			files["sojt.yaml"] = strings.Replace(sojtYAML, "[{id: kitchen}]", "[{id: house, departments: [{id: kitchen}]}]", 1)
			files["roles/guest.yaml"] = "role: guest\ntitle: Guest\n" + of + "competencies: [{id: greet, title: Greets}]\n"
		})
		expect(t, of, found(b, "one-mentor"))
	}
}
