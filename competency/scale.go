package competency

import (
	"strconv"
	"strings"
	"unicode"

	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// Scale is an ordered list of levels; order is list order, not the number.
type Scale struct {
	ID     string
	Levels []Level
}

// Level is one step of a scale.
type Level struct {
	ID           int
	Name, Means  string
	Pass         bool
	Unsupervised bool
	CanTrain     bool
}

// Rank is the place of level id in the scale, from 0, or -1 when it is no level of it.
func (s *Scale) Rank(id int) int {
	for i, l := range s.Levels {
		if l.ID == id {
			return i
		}
	}
	return -1
}

// Named is the level that somebody wrote: its name, however it is spelt, its number, or both. Nil for anything
// else, since what may be meant otherwise is not certain.
func (s *Scale) Named(said string) *Level {
	rest := strings.TrimLeftFunc(said, unicode.IsDigit)
	number, words := strings.TrimSuffix(said, rest), text.Bare(strings.TrimLeft(rest, " ,;:-–"))
	for i := range s.Levels {
		l := &s.Levels[i]
		id, name := strconv.Itoa(l.ID), text.Bare(l.Name)
		if said == id || text.Bare(said) == name || number == id && words == name {
			return l
		}
	}
	return nil
}

func scaleKeys(k *strictyaml.Keys, s *Scale) {
	k.ID("id", &s.ID, "how competencies name it").Need("entrustment")
	strictyaml.Group(k, "levels", "level", "the steps, from the lowest to the highest", &s.Levels, levelKeys).
		Need(`[{id: 1, name: With help}, {id: 2, name: Alone, pass: true}]`)
}

func levelKeys(k *strictyaml.Keys, l *Level) {
	k.Number("id", &l.ID, 0, strictyaml.MaxNumber, "the number people give").Need("1")
	k.Line("name", &l.Name, "what people call it").Need("Alone")
	k.Text("means", &l.Means, "what somebody on this level does")
	k.Truth("pass", &l.Pass, "whether it is enough where a competency does not name a level")
	k.Truth("unsupervised", &l.Unsupervised, "whether one works alone on this level")
	k.Truth("can_train", &l.CanTrain, "whether one may train others on this level")
}

// scales checks the scales of sojt.yaml and takes them into the program.
func (l *loader) scales(scales []Scale, list *strictyaml.Node) {
	for i := range scales {
		s, n := &scales[i], list.Item(i)
		levels := n.Get("levels")
		if levels != nil && levels.Kind == strictyaml.List && len(s.Levels) == 0 {
			l.out.Errorf(CodeScale, levels.Place(), "the scale %q has no levels", s.ID).
				Hint = "write at least one level, or remove the scale"
		}
		seen := map[int]bool{}
		for j, level := range s.Levels {
			id := levels.Item(j).Get("id")
			if id.Place().Line == 0 || id.Kind != strictyaml.Whole {
				continue
			}
			if seen[level.ID] {
				l.out.Errorf(CodeTwice, id.Place(), "level %d stands twice in the scale %q", level.ID, s.ID).
					Hint = "give each level its own number"
			}
			seen[level.ID] = true
		}
		if s.ID != "" && l.twice("scale", s.ID, n.At("id")) {
			l.p.Scales = append(l.p.Scales, s)
		}
	}
}

// passing gives the first level with pass, and whether there is one.
func (s *Scale) passing() (level int, ok bool) {
	for _, l := range s.Levels {
		if l.Pass {
			return l.ID, true
		}
	}
	return 0, false
}

func (p *Program) scale(id string) *Scale {
	for _, s := range p.Scales {
		if s.ID == id {
			return s
		}
	}
	return nil
}
