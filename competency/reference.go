package competency

import "sojt/competency/strictyaml"

// FileKeys is one kind of definition file and its keys, in the order of the key walks that read it.
type FileKeys struct {
	Kind string // program, role, set or mentors
	File string // as people know it: sojt.yaml, roles/<role>.yaml, ...
	Keys []strictyaml.Key
}

// FileReference lists every key of every kind of definition file, out of the walks that decode them, so
// that the documentation cannot say otherwise.
func FileReference() []FileKeys {
	describe := strictyaml.Describe
	program := describe(func(k *strictyaml.Keys) { programKeys(k, new(draft)) })
	for i, k := range program {
		if k.Name == "policy" {
			program[i].Shapes = withoutDefaults(k.Shapes)
		}
	}
	return []FileKeys{
		{"program", programFile, program},
		{"role", rolesDir + "/<role>.yaml", describe(func(k *strictyaml.Keys) { roleKeys(k, new(Role), new([]item)) })},
		{"set", setsDir + "/<set>.yaml", describe(func(k *strictyaml.Keys) { setKeys(k, new(Set), new([]item)) })},
		{"mentors", mentorsFile, describe(func(k *strictyaml.Keys) { mentorsKeys(k, new([]Mentor)) })},
	}
}

// withoutDefaults says nothing of what a policy is where the file is silent: that depends on the profile.
func withoutDefaults(shapes [][]strictyaml.Key) [][]strictyaml.Key {
	for _, keys := range shapes {
		for i := range keys {
			keys[i].Default = ""
		}
	}
	return shapes
}
