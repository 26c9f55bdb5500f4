package findings

import "strings"

// The parts of SARIF 2.1.0 (OASIS) that are written, by the names of the standard.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version clean       `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      clean         `json:"id"`
	Short   *sarifMessage `json:"shortDescription,omitempty"`
	Help    *sarifMessage `json:"help,omitempty"`
	Default sarifLevel    `json:"defaultConfiguration"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

type sarifMessage struct {
	Text clean `json:"text"`
}

// sarifText is a message. Between brackets and parentheses SARIF 2.1.0 (3.11.6) has a link in plain text
// too, so that the two are kept apart.
func sarifText(s string) *sarifMessage {
	return &sarifMessage{clean(strings.ReplaceAll(s, "](", "] ("))}
}

type sarifInvocation struct {
	Successful bool        `json:"executionSuccessful"`
	Notes      []sarifNote `json:"toolExecutionNotifications"`
}

type sarifNote struct {
	Level   string        `json:"level"`
	Message *sarifMessage `json:"message"`
}

type sarifResult struct {
	Rule         clean             `json:"ruleId"`
	Level        string            `json:"level"`
	Message      *sarifMessage     `json:"message"`
	Places       []sarifPlace      `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifPlace struct {
	Physical struct {
		Artifact struct {
			URI clean `json:"uri"`
		} `json:"artifactLocation"`
		Region sarifRegion `json:"region"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn,omitempty"`
}
