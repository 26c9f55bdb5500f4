package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// What people, work and remarks are called. Lists are returned rather than kept, since nothing may
// change them.

func firstNames() []string {
	return strings.Fields("Ana Ben Chidi Dana Elif Femi Grace Hana Ivan Jess Karim Lena Maria Noor Omar Priya Quinn Rosa Sam Theo Uma Vera Wei Ximena Yusuf Zoe Aiko Bogdan Carla Diego Emre Freya Goran Ines José Lars Mei Nils Søren Tomás")
}

func lastNames() []string {
	return strings.Fields("Ruiz Okafor Brandt Fischer López Tan Weber Lind Saleh Moretti Cole Park Osei Haddad Tran Anand Marchetti Novak Silva Kowalski Dubois Jensen Yamada Kim Nguyen Patel Costa Meyer Horvat Eze Rossi Larsen Demir Cohen Vega Ali Murphy Bauer Popescu Ivanova Sato Khan Santos Berg Lopes Adeyemi Schmidt Roy Keller Murray")
}

func verbs() []string {
	return []string{"Sets up", "Changes over", "Clears a jam at", "Cleans down", "Inspects", "Loads", "Labels and stacks from", "Starts and stops", "Calibrates", "Locks out and tags"}
}

func things() []string {
	return []string{"the filling line", "the capper", "the labeller", "the palletiser", "the shrink tunnel", "the depalletiser", "the case packer", "the checkweigher", "the metal detector", "the mixing tank",
		"the dosing pump", "the rinser", "the steriliser", "the conveyor", "the boiler room valve train", "the cold store door", "the forklift charger", "the compressor", "the spray booth", "the dust extractor"}
}

func methods() []string { return []string{"hands-on", "shadowing", "simulator", "reading"} }

func feedback() []string {
	return []string{
		"steady hands; look up at the panel more often", "good pace, keep the log beside you", "asks before guessing, keep that up",
		"the second changeover was half as long as the first", "slow down at the interlock", "explains each step aloud, which helps the others",
	}
}

func reflections() []string {
	return []string{
		"I lost time looking for the torque key; I will lay it out first", "the guard felt stuck, next time I call before I pull",
		"watching Friday's changeover made the order of the valves clear", "I can do it alone, but not yet while the line is waiting",
	}
}

func objectives() []string {
	return []string{
		"a changeover below 20 minutes, three times in a row", "lead one start-up with the mentor out of the room",
		"know the alarm list without the card", "train one colleague on the rinser",
	}
}

func shortfalls() []string {
	return []string{
		"needed two hints from the panel onwards", "skipped the second check and noticed it too late",
		"right result, but 9 minutes over", "had to be stopped before the guard was opened",
	}
}

func actions() []string {
	return []string{"two more runs with the card in hand", "watch one changeover, then try again", "go through the alarm list together", "practise on the simulator first"}
}

func reasons() []string {
	return []string{"near miss at the interlock", "wrong label on 40 cases", "new control panel", "moved to the other hall"}
}

// name makes a name, and the id that goes with it: names repeat, ids do not.
func name(random *rand.Rand, index int) (id, full string) {
	first, last := one(random, firstNames()), one(random, lastNames())
	return fmt.Sprintf("%s-%s-%d", plain(first), plain(last), index+1), first + " " + last
}

// plain writes a name in the letters of ids.
func plain(name string) string {
	return strings.NewReplacer("é", "e", "á", "a", "ó", "o", "ø", "o").Replace(strings.ToLower(name))
}

func one[T any](random *rand.Rand, all []T) T { return all[random.IntN(len(all))] }
