package outline

// foreign are headers in other languages than English, without accents, by field; German umlauts also as ae, oe
// and ue. The order is that of likelihood, as for the aliases of Fields, behind which they come.
func foreign(field string) []string {
	return map[string][]string{
		"title": {
			"aufgabe", "aufgaben", "tatigkeit", "taetigkeit", "tatigkeiten", "taetigkeiten", "kompetenz", "kompetenzen", "fertigkeit", "lerninhalt", "lernziel", "thema", "titel", "bezeichnung", "was", "was zu konnen ist", "inhalt", "inhalte",
			"tache", "taches", "competence", "competences", "activite", "activites", "savoir faire", "titre", "intitule", "objectif",
			"tarea", "tareas", "competencia", "competencias", "actividad", "actividades", "habilidad", "titulo", "objetivo",
			"compito", "compiti", "attivita", "competenza", "competenze", "mansione", "titolo", "obiettivo",
			"tarefa", "tarefas", "atividade", "atividades", "habilidade",
			"taak", "taken", "competentie", "competenties", "vaardigheid", "activiteit", "werkzaamheid", "omschrijving", "beschreibung", "descripcion", "descrizione", "descricao",
		},
		"code": {
			"nummer", "lfd nr", "laufende nummer", "kennung", "kurzel", "kennziffer", "pos", "nr", "num", "numero", "n", "codigo", "codice", "ref", "reference no", "volgnummer", "id",
		},
		"criteria": {
			"kriterien", "kriterium", "bewertungskriterien", "prufkriterien", "nachweis", "massstab", "woran erkennbar", "criteres", "critere", "criteres de reussite", "criterios", "criterio", "criterios de evaluacion",
			"criteri", "criteri di valutazione", "criterios de avaliacao", "beoordelingscriteria", "norm",
		},
		"group": {
			"gruppe", "bereich", "abschnitt", "kategorie", "themenbereich", "modul", "kapitel", "phase", "station", "groupe", "domaine", "categorie", "rubrique", "chapitre",
			"grupo", "seccion", "categoria", "modulo", "capitulo", "gruppo", "sezione", "ambito", "capitolo", "secao", "groep", "onderdeel", "hoofdstuk",
		},
		"conditions": {
			"bedingungen", "bedingung", "hilfsmittel", "voraussetzungen", "rahmenbedingungen", "condiciones", "condizioni", "condicoes", "voorwaarden",
			"notes", "note", "remarks", "bemerkung", "bemerkungen", "hinweis", "hinweise", "anmerkung", "anmerkungen", "notiz", "notizen",
			"remarque", "remarques", "nota", "notas", "observaciones", "osservazioni", "observacoes", "opmerking", "opmerkingen",
		},
		"required": {
			"erforderlich", "pflicht", "verpflichtend", "pflicht oder wahl", "wahlweise", "obligatoire", "requis", "facultatif", "obligatorio", "requerido", "opcional", "obbligatorio", "facoltativo",
			"obrigatorio", "verplicht", "vereist", "optioneel", "facultatief",
		},
		"critical": {"kritisch", "sicherheitskritisch", "sicherheitsrelevant", "critique", "critico", "kritiek"},
		"why":      {"warum", "begrundung", "grund", "pourquoi", "por que", "motivo", "perche", "waarom", "reden"},
		"references": {
			"quelle", "quellen", "dokument", "dokumente", "verfahrensanweisung", "arbeitsanweisung", "referenz", "document de reference", "documentos", "documento", "referencia", "riferimento", "documenti", "bron", "documenten",
		},
		"examples": {"beispiel", "beispiele", "exemple", "exemples", "ejemplo", "ejemplos", "esempio", "esempi", "exemplo", "exemplos", "voorbeeld", "voorbeelden"},
		"tags":     {"schlagworte", "stichworte", "mots cles", "etiquetas", "parole chiave", "palavras chave", "trefwoorden"},
		"practice": {
			"wie oft", "anzahl", "ubungen", "uebungen", "wiederholungen", "durchgange", "fois", "nombre de fois", "combien de fois", "repetitions", "veces", "cuantas veces", "repeticiones", "practicas",
			"volte", "quante volte", "ripetizioni", "vezes", "quantas vezes", "repeticoes", "keer", "aantal keer", "hoe vaak", "herhalingen",
		},
		"due": {
			"bis wann", "frist", "frist tage", "innerhalb", "fallig", "faellig", "fallig nach", "delai", "delai jours", "echeance", "plazo", "plazo dias", "fecha limite", "scadenza", "scadenza giorni", "entro", "prazo", "prazo dias", "termijn", "binnen",
		},
		"renew": {
			"gultig fur", "gueltig fuer", "gultigkeit", "gueltigkeit", "gultigkeitsdauer", "auffrischung", "valable", "validite", "duree de validite", "renouvellement", "validez", "vigencia", "renovacion", "valido por",
			"validita", "valido per", "rinnovo", "validade", "renovacao", "geldig", "geldig voor", "geldigheid", "geldigheidsduur",
		},
		"hours": {"stunden", "mindeststunden", "ubungsstunden", "heures", "horas", "ore", "uren"},
	}[field]
}

// optionalHeads are the headers of columns of required that say yes where others say no.
func optionalHeads() []string {
	return []string{"optional", "wahlweise", "facultatif", "opcional", "facoltativo", "optioneel", "facultatief"}
}
