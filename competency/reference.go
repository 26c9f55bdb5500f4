package competency

import "sojt/competency/strictyaml"

// FileKeys is one kind of definition file and its keys, in the order of the key walks that read it.
type FileKeys struct {
	File string // as people know it: sojt.yaml, roles/<role>.yaml, ...
	Keys []strictyaml.Key
}

// FileReference lists every key of every kind of definition file, out of the walks that decode them, so
// that the documentation cannot say otherwise.
func FileReference() []FileKeys {
	describe := strictyaml.Describe
	return []FileKeys{
		{programFile, describe(func(k *strictyaml.Keys) { programKeys(k, new(draft)) })},
		{rolesDir + "/<role>.yaml", describe(func(k *strictyaml.Keys) { roleKeys(k, new(Role), new([]item)) })},
		{setsDir + "/<set>.yaml", describe(func(k *strictyaml.Keys) { setKeys(k, new(Set), new([]item)) })},
		{mentorsFile, describe(func(k *strictyaml.Keys) { mentorsKeys(k, new([]Mentor)) })},
	}
}
