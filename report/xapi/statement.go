package xapi

// Statement is one statement of the Experience API (xAPI 1.0.3 Data 2.4, IEEE 9274.1.1), with the
// properties that are written here. "stored" and "authority" are the record store's to set.
type Statement struct {
	ID        string   `json:"id"` // UUID
	Actor     Agent    `json:"actor"`
	Verb      Verb     `json:"verb"`
	Object    Object   `json:"object"`
	Result    *Result  `json:"result,omitempty"`
	Context   *Context `json:"context,omitempty"`
	Timestamp string   `json:"timestamp"` // RFC 3339, UTC
	Version   string   `json:"version"`
}

// Agent is a person: by account, or by mbox where that was asked for and is known; never both.
type Agent struct {
	ObjectType string   `json:"objectType"`
	Name       string   `json:"name,omitempty"`
	Account    *Account `json:"account,omitempty"`
	Mbox       string   `json:"mbox,omitempty"`
}

// Account is a person's id in the program that homePage names.
type Account struct {
	HomePage string `json:"homePage"`
	Name     string `json:"name"`
}

// Verb is what was done.
type Verb struct {
	ID      string            `json:"id"`
	Display map[string]string `json:"display"`
}

// Object is an activity, another statement by its ID, or an agent.
type Object struct {
	ObjectType string      `json:"objectType"`
	ID         string      `json:"id,omitempty"`
	Definition *Definition `json:"definition,omitempty"`
	Name       string      `json:"name,omitempty"`
	Account    *Account    `json:"account,omitempty"`
	Mbox       string      `json:"mbox,omitempty"`
}

// Definition is what an activity is called, by language: "und" where it is not known which.
type Definition struct {
	Name map[string]string `json:"name,omitempty"`
	Type string            `json:"type,omitempty"`
}

// Result is what came of it.
type Result struct {
	Score      *Score `json:"score,omitempty"`
	Success    *bool  `json:"success,omitempty"`
	Completion *bool  `json:"completion,omitempty"`
	Duration   string `json:"duration,omitempty"` // ISO 8601
}

// Score is the place of a level in its scale: raw counts from 1, scaled is 0 for the lowest level and 1
// for the highest.
type Score struct {
	Scaled float64 `json:"scaled"`
	Raw    int     `json:"raw"`
	Min    int     `json:"min"`
	Max    int     `json:"max"`
}

// Context is what it happened in.
type Context struct {
	Instructor        *Agent              `json:"instructor,omitempty"`
	ContextActivities map[string][]Object `json:"contextActivities,omitempty"` // parent, grouping, category
	Revision          string              `json:"revision,omitempty"`
	Platform          string              `json:"platform,omitempty"`
	Statement         *Object             `json:"statement,omitempty"` // a StatementRef
	Extensions        map[string]any      `json:"extensions,omitempty"`
}
