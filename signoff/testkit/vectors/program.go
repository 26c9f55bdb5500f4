package vectors

import "strings"

// Program gives the files, from path to text, of the program that a vector of the family key speaks of:
// its bytes are mentors.yaml, and its records are in the file of maria-lopez.
func Program(v Vector) map[string]string {
	policy := ""
	if s := v.Value("signatures"); s != "" {
		policy = "policy: {signatures: " + s + "}\n"
	}
	records := append(append(v.Values("before"), v.Value("record")), v.Values("after")...)
	return map[string]string{
		"sojt.yaml":                 "format: 1\nprogram: harbor-kitchen-k3v9\nname: Harbor Kitchen\nzone: Pacific/Auckland\n" + policy,
		"mentors.yaml":              string(v.Body),
		"roles/line-cook.yaml":      "role: line-cook\ntitle: Line cook\ncompetencies: [{id: knife-safety, title: Knife safety}]\n",
		"learners/maria-lopez.yaml": "learner: maria-lopez\nname: Maria Lopez\nrecords:\n" + strings.Join(records, "\n") + "\n",
	}
}
