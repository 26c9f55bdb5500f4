// Package examples holds what sojt carries along of its examples: the templates of init.
package examples

import "embed"

// Templates has a folder for each template under templates/: a program without people, whose
// definitions load as they stand but for mentors.yaml. The one called mentor is no trade: it is the role
// in which mentors are prepared.
//
//go:embed all:templates
var Templates embed.FS
