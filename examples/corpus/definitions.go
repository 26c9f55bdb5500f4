package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"sojt/competency/strictyaml"
)

const (
	programID = "bottling-plant-c0rp"
	scale     = "independence"
	asked     = 3 // the level asked for of the five
)

// definitions are the program's files but for those of learners and metrics, from path to text.
func (o *options) definitions(staff []mentor) map[string]string {
	files := map[string]string{
		".gitattributes": "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n",
		"sojt.yaml":      o.program(),
		"mentors.yaml":   roster(staff),
	}
	random := rand.New(rand.NewPCG(o.Seed, 0))
	if o.shared() > 0 {
		files["competencies/plant.yaml"] = o.set(random, staff)
	}
	for i := range o.Roles {
		files["roles/"+roleID(i)+".yaml"] = o.role(random, i, staff)
	}
	return files
}

// shared is how many competencies the roles have in common.
func (o *options) shared() int { return o.Competencies / 5 }

func roleID(i int) string     { return fmt.Sprintf("operator-%d", i+1) }
func department(i int) string { return fmt.Sprintf("hall-%d", i+1) }

func (o *options) program() string {
	var b strings.Builder
	fmt.Fprintf(&b, "format: 1\nprogram: %s\nname: Bottling plant\n", programID)
	b.WriteString(`readiness:
  agreement: {by: "Dana Cole, plant manager", date: 2023-09-04, statement: "A sign-off replaces the old checklist"}
  leadership: {by: "Ines Park, operations", date: 2023-09-05}
  mentors: {by: "Ines Park, operations", date: 2023-09-18}
departments:
  - id: plant
    departments:
`)
	for i := range o.Roles {
		fmt.Fprintf(&b, "      - {id: %s, name: Hall %d}\n", department(i), i+1)
	}
	if o.Signed == 1 {
		b.WriteString("policy: {signatures: required}\n")
	}
	b.WriteString(`scales:
  - id: independence
    levels:
      - {id: 1, name: Watches, means: "stands beside the mentor"}
      - {id: 2, name: Together, means: "works with the mentor at the same machine"}
      - {id: 3, name: Alone, means: "works alone, mentor in the hall", pass: true, unsupervised: true}
      - {id: 4, name: Under load, means: "works alone at full speed", unsupervised: true}
      - {id: 5, name: Teaches, means: "may show it to others", unsupervised: true, can_train: true}
goals:
  - {id: no-accidents, title: No accident with a machine}
  - {id: output, title: 95 % of planned output in every week}
metrics:
  - {id: output, title: Output against plan, unit: "%", better: higher}
  - {id: rework, title: Cases reworked, unit: cases, better: lower}
`)
	return b.String()
}

func (o *options) set(random *rand.Rand, staff []mentor) string {
	var b strings.Builder
	b.WriteString("set: plant\ntitle: What everybody in the plant does\ncompetencies:\n")
	for i := range o.shared() {
		o.competency(&b, random, fmt.Sprintf("c%03d", i+1), i, "", nil)
	}
	return b.String()
}

func (o *options) role(random *rand.Rand, i int, staff []mentor) string {
	var b strings.Builder
	fmt.Fprintf(&b, "role: %s\ntitle: Operator, hall %d\nsummary: Runs the machines of hall %d through a shift.\ndepartment: %s\n", roleID(i), i+1, i+1, department(i))
	b.WriteString("complete_within: 2y\nqualify: coordinator\ninterviews:\n  - {who: \"M. Osei, shift lead\", relation: oversees, date: 2023-08-12}\ncompetencies:\n")
	own := 0
	for n := range o.Competencies {
		if n%5 == 4 { // what is shared comes in between
			fmt.Fprintf(&b, "  - use: plant/c%03d\n", n/5+1)
			continue
		}
		o.competency(&b, random, fmt.Sprintf("r%d-c%03d", i+1, own+1), own, fmt.Sprintf("r%d-c001", i+1), regulars(staff, i))
		own++
	}
	return b.String()
}

// thorough is the share of competencies of which practice is asked for: with few records a learner
// most of them are seen once and signed off, so that there is something to look at.
func (o *options) thorough() float64 {
	return min(1, max(0.1, (float64(o.Records)/float64(o.Competencies)-1)/4))
}

// competency writes one. The rules that it makes follow from its place and chance; what first names is
// asked for before every eighth. Who alone may sign every thirteenth is one of the regulars.
func (o *options) competency(b *strings.Builder, random *rand.Rand, id string, i int, first string, regulars []string) {
	thing, verb := things()[i%len(things())], verbs()[(i/2)%len(verbs())]
	title := fmt.Sprintf("%s %s", verb, thing)
	if at := i / (len(things()) * len(verbs())); at > 0 {
		title += fmt.Sprintf(", line %d", at+1)
	}
	fmt.Fprintf(b, "  - id: %s\n    title: %s\n    group: %s\n", id, strictyaml.Quote(title), strictyaml.Quote(strings.ToUpper(thing[4:5])+thing[5:]))
	fmt.Fprintf(b, "    why: A stop here stops the hall.\n    criteria:\n      - {id: whole, text: Done without a word of help within %d min}\n      - {id: safe, text: Guards closed and tags back in place, critical: true}\n", 10+i%20)
	fmt.Fprintf(b, "    errors: [{id: guard, text: Guard opened while it turns}, {id: order, text: Steps out of order}, {id: check, text: Second check left out}]\n")
	line := func(format string, args ...any) { fmt.Fprintf(b, "    "+format+"\n", args...) }
	if i == 0 || random.IntN(2) == 0 {
		line("scale: %s\n    level: %d", scale, asked)
	}
	for _, key := range o.rules(random, i, first, regulars) {
		line("%s", key)
	}
	line("goals: [%s]", []string{"no-accidents", "output"}[i%2])
	if i%4 == 1 {
		line("resources: [{title: %s, url: \"https://plant.example/cards/%s\", method: %s}]", strictyaml.Quote("Card: "+title), id, one(random, methods()))
	}
}

// rules are the keys of a competency that make a sign-off of it harder, or end it.
func (o *options) rules(random *rand.Rand, i int, first string, regulars []string) []string {
	var keys []string
	add := func(holds bool, key string) {
		if holds {
			keys = append(keys, key)
		}
	}
	thorough := random.Float64() < o.thorough()
	add(thorough, fmt.Sprintf("practice: %d", 1+random.IntN(3)))
	narrow := i%13 == 7 && len(regulars) > 0
	switch {
	case narrow:
		keys = append(keys, "mentors: ["+regulars[i%len(regulars)]+"]")
	case thorough:
		keys = append(keys, []string{"evidence: {passes: 2}", "evidence: {passes: 2, mentors: 2}", "evidence: {passes: 2, days: 2}", "evidence: {passes: 2, consecutive: true}", "certifier: separate"}[i%5])
	}
	add(i%8 == 3 && first != "", "requires: ["+first+"]")
	add(i%7 == 5, []string{"renew: 1y", "renew: {every: 1y, first: 6mo, until: 1y}"}[i%2])
	add(i%29 == 11, "currency: {performed_within: 1y}")
	add(i%17 == 4, "acknowledge: true")
	add(i%9 == 2, "critical: true")
	add(i%11 == 6, "due: 90d")
	return keys
}
