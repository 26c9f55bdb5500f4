package sheet

import (
	"slices"
	"strings"

	"sojt/competency"
)

// nameLine is where a blank sheet's learner writes their name at the head of a page.
const nameLine = "________________________"

// runningHead is what stands at the head of each page but the first, in so many points: which sheet it is,
// and whose, so that loose pages of two learners can be told apart. The organisation is there where it has room.
func (w *writer) runningHead(width float64) (left, right string) {
	who := nameLine
	if w.learner != nil {
		who = w.who()
	}
	right = shorten(w.learnerTitle()+": "+who, width/2)
	room := width - textWidth(right) - apart
	standing := w.standing()
	left = shorten(roleTitle(w.Role)+", "+w.Layout.Title, room-textWidth(standing)) + standing
	if more := prefixed(between, w.Organisation); textWidth(left+more) <= room {
		left += more
	}
	return left, right
}

// learnerTitle is what the layout calls a learner.
func (w *writer) learnerTitle() string {
	for _, row := range slices.Concat(w.Layout.Head, w.Layout.Owner) {
		for _, f := range row.Fields {
			if title := strings.TrimSpace(f.Title); f.Key == "learner" && title != "" {
				return title
			}
		}
	}
	return "Learner"
}

// standing says of a role that is not adopted that nothing is signed in it.
func (w *writer) standing() string {
	if w.Role.Status == competency.Adopted || w.Role.Status == "" {
		return ""
	}
	return " (" + w.Role.Status + ": takes no sign-off)"
}
