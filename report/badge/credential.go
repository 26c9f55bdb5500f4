package badge

// Credential is an OpenBadgeCredential of Open Badges 3.0 in the Verifiable Credentials Data Model 2.0,
// with the claims that a JWT says again.
type Credential struct {
	Context   []string   `json:"@context"`
	ID        string     `json:"id"`
	Type      []string   `json:"type"`
	Name      string     `json:"name"`
	Issuer    Profile    `json:"issuer"`
	From      string     `json:"validFrom"` // RFC 3339, UTC
	Until     string     `json:"validUntil,omitempty"`
	Subject   Subject    `json:"credentialSubject"`
	Evidence  []Evidence `json:"evidence"`
	Schema    []Schema   `json:"credentialSchema"`
	Issued    string     `json:"iss"`
	JWTID     string     `json:"jti"`
	NotBefore int64      `json:"nbf"`
	Expires   int64      `json:"exp,omitempty"`
}

// Profile is who issues.
type Profile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
	URL  string   `json:"url,omitempty"`
}

// Subject is who can do what.
type Subject struct {
	Type        []string    `json:"type"`
	Identifier  []Identity  `json:"identifier"`
	Achievement Achievement `json:"achievement"`
	Result      []Result    `json:"result,omitempty"`
}

// Identity names the holder: an email by its salted hash, or the id in the program.
type Identity struct {
	Type         string `json:"type"`
	Hashed       bool   `json:"hashed"`
	IdentityHash string `json:"identityHash"`
	IdentityType string `json:"identityType"`
	Salt         string `json:"salt,omitempty"`
}

// Achievement is what was achieved, as the program words it.
type Achievement struct {
	ID              string              `json:"id"`
	Type            []string            `json:"type"`
	AchievementType string              `json:"achievementType"`
	Name            string              `json:"name"`
	Description     string              `json:"description"`
	Criteria        Criteria            `json:"criteria"`
	Version         string              `json:"version,omitempty"`
	HumanCode       string              `json:"humanCode,omitempty"`
	Tag             []string            `json:"tag,omitempty"`
	Alignment       []Alignment         `json:"alignment,omitempty"`
	Results         []ResultDescription `json:"resultDescription,omitempty"`
}

// Criteria says in Markdown what somebody who has it showed.
type Criteria struct {
	Narrative string `json:"narrative"`
}

// Alignment ties an achievement to an outside framework.
type Alignment struct {
	Type      []string `json:"type"`
	Code      string   `json:"targetCode,omitempty"`
	Name      string   `json:"targetName"`
	Framework string   `json:"targetFramework,omitempty"`
	URL       string   `json:"targetUrl"`
}

// ResultDescription is the scale by which an achievement is rated.
type ResultDescription struct {
	ID       string   `json:"id"`
	Type     []string `json:"type"`
	Name     string   `json:"name"`
	Kind     string   `json:"resultType"`
	Required string   `json:"requiredLevel,omitempty"`
	Levels   []Level  `json:"rubricCriterionLevel"`
}

// Level is a level of a scale.
type Level struct {
	ID          string   `json:"id"`
	Type        []string `json:"type"`
	Name        string   `json:"name"`
	Level       string   `json:"level"`
	Description string   `json:"description,omitempty"`
}

// Result is the level that was reached.
type Result struct {
	Type        []string `json:"type"`
	Description string   `json:"resultDescription"`
	Level       string   `json:"achievedLevel"`
}

// Evidence is a record that the badge rests on.
type Evidence struct {
	ID          string   `json:"id"`
	Type        []string `json:"type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Genre       string   `json:"genre"`
}

// Schema says by which JSON schema a credential can be checked.
type Schema struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}
