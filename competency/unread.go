package competency

import (
	"path"
	"strings"
)

// What is missing may stand in a definition file that could not be read. Nothing is known of it
// then, and what names it is no mistake: the file is, and has a problem of its own.

// RoleUnread reports whether the file that would define a role could not be read.
func (p *Program) RoleUnread(id string) bool {
	return p.unread[path.Join(rolesDir, id+".yaml")] || p.unread[rolesDir+"/"]
}

// CompetencyUnread reports whether a file that may define a competency could not be read: its set's,
// or for an id without a set any role's.
func (p *Program) CompetencyUnread(id string) bool {
	if set, _, shared := strings.Cut(id, "/"); shared {
		return p.unread[path.Join(setsDir, set+".yaml")] || p.unread[setsDir+"/"]
	}
	for file := range p.unread {
		if strings.HasPrefix(file, rolesDir+"/") {
			return true
		}
	}
	return false
}

// MentorsUnread reports whether mentors.yaml could not be read.
func (p *Program) MentorsUnread() bool { return p.unread[mentorsFile] }

// SettingsUnread reports whether sojt.yaml could not be read: the program's id, departments, policy
// and scales.
func (p *Program) SettingsUnread() bool { return p.unread[programFile] }

// Sound reports whether the program was read without an error, so that it says what it was meant to.
func (p *Program) Sound() bool { return p.sound }
