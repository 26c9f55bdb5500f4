package competency

import "sojt/competency/strictyaml"

// Department is a node of the department tree; Parent is "" at the top.
type Department struct {
	ID, Name, Parent string
}

// branch is a department as sojt.yaml writes it, with those beneath.
type branch struct {
	id, name string
	beneath  []branch
}

func branchKeys(k *strictyaml.Keys, b *branch) {
	k.ID("id", &b.id, "how learners, roles and mentors name it").Need("kitchen")
	k.Line("name", &b.name, "what people call it; its id unless stated")
	strictyaml.Again(k, "departments", "department", "the departments beneath it", &b.beneath, branchKeys)
}

// departments makes the tree a list, parents first, and reports ids that stand twice.
func (l *loader) departments(branches []branch, list *strictyaml.Node, parent string) {
	for i, b := range branches {
		n := list.Item(i)
		if b.id != "" && l.twice("department", b.id, n.At("id")) {
			if b.name == "" {
				b.name = b.id
			}
			l.p.Departments = append(l.p.Departments, Department{ID: b.id, Name: b.name, Parent: parent})
		}
		l.departments(b.beneath, n.Get("departments"), b.id)
	}
}
