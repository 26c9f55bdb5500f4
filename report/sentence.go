package report

import (
	"fmt"
	"strings"

	"sojt/signoff"
)

// sentence says what a record says, with names where names are shown.
func (in *Input) sentence(e event) string {
	by, who := in.Names.Of(e.By), in.Names.Of(e.learner.ID)
	switch e.Type {
	case signoff.Enroll:
		return fmt.Sprintf("%s enrolled %s in %s, starting %s", by, who, e.Role, e.Start.Human())
	case signoff.Trained:
		return fmt.Sprintf("%s showed and explained %s to %s%s", by, e.Competency, who, manner(e))
	case signoff.Practice:
		return in.practice(e, by, who)
	case signoff.Request:
		return by + " asked for a sign-off of " + e.Competency + in.after(" by ", e.To)
	case signoff.Observation:
		return fmt.Sprintf("%s observed %s in %s: %s%s", by, who, e.Competency, outcome(e.Outcome), level(e))
	case signoff.Signoff:
		return fmt.Sprintf("%s signed off %s for %s%s", by, e.Competency, who, level(e))
	case signoff.Transcribe:
		return fmt.Sprintf("%s found %s %s in %s%s on paper, copied by %s", in.signer(e.Record), who, outcome(e.Outcome), e.Competency, level(e), by)
	case signoff.Acknowledge:
		return by + " acknowledged " + in.target(e)
	case signoff.Waive:
		return fmt.Sprintf("%s waived %s for %s (%s%s)", by, e.Competency, who, e.Kind, in.till(e))
	case signoff.Revoke:
		return by + " revoked " + in.target(e) + because(e)
	case signoff.Qualify:
		return in.qualified(e, by, who)
	case signoff.Note:
		return in.noted(e, by, who)
	case signoff.Pause, signoff.Resume, signoff.Leave:
		return in.presence(e, by, who)
	case signoff.KeyRecord:
		return fmt.Sprintf("%s entered a signing key of %s", by, who)
	default:
		return fmt.Sprintf("%s recorded %q for %s", by, e.Type, who)
	}
}

func (in *Input) practice(e event, by, who string) string {
	text := who + " practised " + e.Competency + in.after(" with ", e.With) + manner(e)
	if e.By != e.learner.ID {
		text += ", recorded by " + by
	}
	return text
}

// manner gives method and minutes, as far as they are known.
func manner(e event) string {
	var words []string
	if e.Method != "" {
		words = append(words, e.Method)
	}
	if e.Minutes.Set {
		words = append(words, count(e.Minutes.N, "minute"))
	}
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

func outcome(word string) string {
	if word == signoff.NotYetOutcome {
		return "not yet competent"
	}
	return "competent"
}

func level(e event) string {
	if !e.Level.Set {
		return ""
	}
	return fmt.Sprintf(", level %d", e.Level.N)
}

// after puts a word before a person's name, or gives nothing where there is nobody.
func (in *Input) after(word, id string) string {
	if id == "" {
		return ""
	}
	return word + in.Names.Of(id)
}

func (in *Input) till(e event) string {
	if e.Until == 0 {
		return ""
	}
	return ", until " + e.Until.Human()
}

// target names the record that another one speaks of.
func (in *Input) target(e event) string {
	if e.about == nil {
		return "a record that is not in this file"
	}
	text := "the " + typeText(e.about.Type)
	if e.about.Competency != "" {
		text += " of " + e.about.Competency
	}
	return text + " of " + e.about.Effect(in.Program.Zone).Human() + " by " + in.Judge(e.about)
}

// typeText is a record type as people say it.
func typeText(t string) string {
	words := map[string]string{
		signoff.Signoff: "sign-off", signoff.Enroll: "enrolment", signoff.Waive: "waiver", signoff.Transcribe: "transcription",
		signoff.Revoke: "revocation", signoff.Acknowledge: "acknowledgement", signoff.Qualify: "qualification", signoff.Trained: "training",
	}
	if w := words[t]; w != "" {
		return w
	}
	return t
}

func because(e event) string {
	if e.Trigger == "" {
		return ""
	}
	return " (" + e.Trigger + ")"
}

func (in *Input) qualified(e event, by, who string) string {
	word := "qualified"
	if e.Interim {
		word = "qualified in the interim"
	}
	return fmt.Sprintf("%s %s %s as %s%s", by, word, who, e.Role, in.till(e))
}

func (in *Input) noted(e event, by, who string) string {
	text := by + " noted " + e.Kind + " for " + who
	if e.Competency != "" {
		text += " on " + e.Competency
	}
	if e.Done {
		text += ", done"
	} else if e.Due != 0 {
		text += ", due " + e.Due.Human()
	}
	return text
}

func (in *Input) presence(e event, by, who string) string {
	where := "all roles"
	if e.Role != "" {
		where = e.Role
	}
	verb := map[string]string{signoff.Pause: "paused", signoff.Resume: "resumed", signoff.Leave: "recorded the leaving of"}[e.Type]
	return fmt.Sprintf("%s %s %s in %s", by, verb, who, where)
}
