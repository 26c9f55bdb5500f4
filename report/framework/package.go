// Package framework tells a program's definitions as a competency framework in the form of CASE 1.0 (1EdTech
// Competencies and Academic Standards Exchange): a CFPackage, as frameworks are handed from one system to the
// next.
//
// What is told follows from the definitions and from when their files were last changed, so that the same
// commit gives the same bytes. Identifiers follow from ids alone: whatever URL a program chooses for its
// names, and however it is worded, the same competency has the same identifier.
package framework

// Package is a CFPackage: a document, what it lists, and how these belong together.
type Package struct {
	Document     Document
	Items        []Item
	Associations []Association
	ItemTypes    []ItemType
	Rubrics      []Rubric
}

// Thing is what everything in a package has.
type Thing struct {
	Identifier string `json:"identifier"` // UUID
	URI        string `json:"uri"`
	Changed    string `json:"lastChangeDateTime"` // RFC 3339, UTC
}

// Document is the framework as a whole.
type Document struct {
	Thing
	Creator        string   `json:"creator"`
	Title          string   `json:"title"`
	Description    string   `json:"description,omitempty"`
	Subject        []string `json:"subject,omitempty"`
	AdoptionStatus string   `json:"adoptionStatus"`
}

// Item is a role, a heading, a competency or a criterion.
type Item struct {
	Thing
	Statement   string   `json:"fullStatement"`
	Type        string   `json:"CFItemType"`
	TypeURI     Link     `json:"CFItemTypeURI"`
	Code        string   `json:"humanCodingScheme,omitempty"`
	Keywords    []string `json:"conceptKeywords,omitempty"`
	Notes       string   `json:"notes,omitempty"`
	StatusStart string   `json:"statusStartDate,omitempty"` // 2026-11-01
	StatusEnd   string   `json:"statusEndDate,omitempty"`
}

// Link points at something, in the package or outside of it.
type Link struct {
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
	URI        string `json:"uri"`
}

// Association says that Origin is Type of Destination, as in isChildOf. Sequence counts children from 1.
type Association struct {
	Thing
	Type        string `json:"associationType"`
	Sequence    int    `json:"sequenceNumber,omitempty"`
	Origin      Link   `json:"originNodeURI"`
	Destination Link   `json:"destinationNodeURI"`
}

// ItemType is a word that Item.Type may be.
type ItemType struct {
	Thing
	Title         string `json:"title"`
	Description   string `json:"description"`
	HierarchyCode string `json:"hierarchyCode"`
}

// Rubric is a scale.
type Rubric struct {
	Thing
	Title    string            `json:"title"`
	Criteria []RubricCriterion `json:"CFRubricCriteria"`
}

// RubricCriterion is what a scale measures, which is one thing here.
type RubricCriterion struct {
	Thing
	RubricID string        `json:"rubricId"`
	Levels   []RubricLevel `json:"CFRubricCriterionLevels"`
}

// RubricLevel is a level of a scale; Position counts from 1.
type RubricLevel struct {
	Thing
	Quality     string `json:"quality,omitempty"`
	Description string `json:"description,omitempty"`
	Score       int    `json:"score"`
	Position    int    `json:"position"`
	CriterionID string `json:"rubricCriterionId"`
}
