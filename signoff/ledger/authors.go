package ledger

import "sojt/signoff"

// authors reports who wrote records here and is nobody the program knows, or none who may write such
// records: what they wrote does not count. Each is told once, at the first of those records. mentors and
// learners say whose ids are known.
func (f *file) authors(mentors, learners map[string]bool) {
	if f.program.MentorsUnread() {
		return
	}
	var order []string
	first, count := map[string]int{}, map[string]int{}
	for i, r := range f.learner.Records {
		if mentors[r.By] || (learners[r.By] && !f.mentorsOnly(r)) {
			continue
		}
		if count[r.By]++; count[r.By] == 1 {
			first[r.By] = i
			order = append(order, r.By)
		}
	}
	for _, by := range order {
		p := f.at(first[by], CodeReference, "by", "%q is not in mentors.yaml, and wrote %s", by, f.wrote(count[by], learners[by]))
		p.Hint = "a mentor who left keeps the entry in mentors.yaml, with until: and the last day; nobody else's records count"
	}
}

// wrote says what somebody wrote who is no mentor.
func (f *file) wrote(n int, learner bool) string {
	if learner {
		return count(n, "record") + " here that only a mentor may write"
	}
	return count(n, "record") + " here"
}

// mentorsOnly reports whether nobody but a mentor may write a record: of such a type, or in the place
// of the learner.
func (f *file) mentorsOnly(r *signoff.Record) bool {
	switch signoff.TypeNamed(r.Type).By {
	case signoff.ByLearner, signoff.ByAnyone:
		return false
	case signoff.ByLearnerOrMentor:
		return r.By != f.id
	default:
		return true
	}
}
