import CaseFile
import Notebook
import Testing

@testable import Words

private let hostile = "<script>alert('x')</script> & \"Samira\""

func sampleExport() -> CaseExport {
  let first = RecordRow(
    id: "7f31", caseID: "c0", volet: .droits, kinds: ["demarche"], author: "Claire",
    service: "Oseille",
    happened: ["2026-11-13"], written: ["2026-11-14"], entered: afternoon, titles: ["Papiers"],
    standing: .conflict)
  let note = CaseExport.ExportedRecord(
    page: RecordPage(
      row: first, text: hostile,
      conflicts: [
        ConflictingField(
          field: .title,
          values: [
            WrittenValue(value: "Papiers", author: "Claire", entered: morning),
            WrittenValue(value: nil, author: "Hugo", entered: afternoon),
          ])
      ]),
    history: [RecordVersionRow(change: "aa", author: "Claire", entered: morning, text: "Début.\n")])
  return CaseExport(
    caseID: "c0", service: "Oseille", country: "BE", names: ["Samira <D.>"], born: ["1994"],
    madeAt: afternoon, madeBy: "Claire", volets: [.init(volet: .droits, records: [note])],
    erased: [
      .init(note: "9a", volet: .sante, by: Signed(author: "Hugo", entered: morning))
    ],
    shares: [
      ConsentRow(
        id: "c1", to: "Haute-Rive", volets: [.droits], past: .none, effective: .now,
        until: CalendarDate(year: 2027, month: 11, day: 3), bothWays: false, status: .given)
    ],
    log: [
      LogRow(
        line: "7f31", at: morning, function: "referent", action: "read", caseID: "c0",
        volets: [.droits])
    ], logDevices: [LogDeviceRow(node: "feedbeef01", heardUntil: morning)], withheld: 2)
}

@Suite("The copy of a case file")
struct ExportTests {
  @Test("As a text")
  func text() {
    #expect(
      french.export(sampleExport(), as: .text) == """
        Copie du suivi – Samira <D.>
        ============================
        Naissance\u{A0}: 1994
        Écrit par Oseille. Copie faite le 14/11/2026 à 15 h 02 par Claire.

        Ce que contient cette copie
        ---------------------------
        1 note qu’Oseille garde à votre sujet, toutes versions comprises. Ce que d’autres services ont écrit n’y est pas\u{A0}: demandez-le-leur.
        Effacées, et pas dans cette copie\u{A0}: 1. Il n’en reste que le jour et par qui, ci-dessous.
        2 notes de ce suivi ne figurent pas dans cette copie.
        Les titres et les intitulés de cette copie sont un projet, non relu par des personnes du métier.

        Vos droits
        ----------
        Cette copie est à vous. Vous pouvez demander qu’on vous l’explique, qu’on corrige ou complète ce qui est faux, qu’on efface, ou vous opposer à ce qui est gardé.
        Vous pouvez retirer un accord à tout moment, sans dire pourquoi, et demander une nouvelle copie. C’est gratuit.

        À qui vous adresser
        -------------------
        Oseille, qui répond dans un mois. Cette copie a été faite par Claire.
        Si la réponse ne vient pas ou ne vous convient pas\u{A0}: l’Autorité de protection des données (Belgique).

        À qui ce suivi est partagé
        --------------------------
        Haute-Rive\u{A0}: Mes papiers, mes droits, mon argent – jusqu’au 03/11/2027 – donné
          Accord\u{A0}: c1

        Notes et fiches effacées
        ------------------------
        Ma santé\u{A0}: une note ou une fiche effacée le 14/11/2026 à 09 h 21 par Hugo. Ses mots sont détruits.

        Mes papiers, mes droits, mon argent
        -----------------------------------

        * Papiers
          Type\u{A0}: démarche
          Quand\u{A0}: 13/11/2026
          Écrit le\u{A0}: 14/11/2026
          Saisi le\u{A0}: 14/11/2026 à 15 h 02
          Par\u{A0}: Claire
          État\u{A0}: à accorder
          Titre\u{A0}: plusieurs versions
            - Papiers – Claire, 14/11/2026 à 09 h 21
            - (vide) – Hugo, 14/11/2026 à 15 h 02

        <script>alert('x')</script> & "Samira"

          Versions de cette note, de la plus ancienne à la plus récente

          Version de Claire, 14/11/2026 à 09 h 21
        Début.

        Qui a consulté ce suivi
        -----------------------
        - 14/11/2026\u{A0}: Oseille, référent·e a lu – Mes papiers, mes droits, mon argent
        Les noms n’y sont pas, sauf ceux que deux personnes de l’équipe ont décidé de dire. Pour en connaître un, dites-le à Oseille\u{A0}: deux personnes en décident, avec la raison.
        Ce que d’autres services ont consulté chez eux n’est pas connu ici\u{A0}: demandez-le-leur.
        Appareil feedbeef\u{A0}: connu jusqu’au 14/11/2026 à 09 h 21. Ce qui y a été consulté depuis n’apparaît pas ici.

        """)
  }

  // Never 21
  @Test("As a page: what people wrote never becomes markup, and nothing is fetched")
  func html() {
    let page = french.export(sampleExport(), as: .html)
    #expect(
      page.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"))
    #expect(page.hasSuffix("</main>\n</body>\n</html>\n"))
    #expect(!page.contains("<script"))
    #expect(
      page.contains(
        "<div class=\"words\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Samira&quot;</div>"
      ))
    #expect(page.contains("<h1>Copie du suivi – Samira &lt;D.&gt;</h1>"))
    #expect(page.contains("<title>Copie du suivi</title>"))
    #expect(page.contains("<h2 id=\"volet-droits\">Mes papiers, mes droits, mon argent</h2>"))
    #expect(page.contains("<dt>Saisi le</dt><dd>14/11/2026 à 15 h 02</dd>"))
    for fetched in ["http://", "https://", "src=", "href=", "@import", "url("] {
      #expect(!page.contains(fetched))
    }
  }

  @Test("Every element that opens is closed, in order")
  func balanced() throws {
    let page = french.export(sampleExport(), as: .html)
    let void: Set<Substring> = ["meta", "!DOCTYPE"]
    var open: [Substring] = []
    for piece in page.split(separator: "<").dropFirst(page.first == "<" ? 0 : 1) {
      let tag = piece.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      if tag.first == "/" {
        #expect(open.popLast() == tag.dropFirst())
      } else if !void.contains(tag) {
        open.append(tag)
      }
    }
    #expect(open.isEmpty)
  }

  @Test("As JSON: codes, several values, texts exactly as typed")
  func json() {
    #expect(
      Phrasebook(.dutch).export(sampleExport(), as: .json) == #"""
        {
          "format": "carnet-case-export/1",
          "case": "c0",
          "service": "Oseille",
          "person": {
            "name": [
              "Samira <D.>"
            ],
            "born": [
              "1994"
            ]
          },
          "made": {
            "at": "2026-11-14T15:02:00+01:00",
            "by": "Claire"
          },
          "shares": [
            {
              "consent": "c1",
              "to": "Haute-Rive",
              "volets": [
                "droits"
              ],
              "past": "none",
              "effective": "now",
              "until": "2027-11-03",
              "bothWays": false,
              "status": "given",
              "events": [],
              "proof": null,
              "explainedIn": null
            }
          ],
          "volets": [
            {
              "volet": "droits",
              "notes": [
                {
                  "note": "7f31",
                  "kind": [
                    "demarche"
                  ],
                  "title": [
                    "Papiers"
                  ],
                  "author": "Claire",
                  "authors": [],
                  "service": "Oseille",
                  "happened": [
                    "2026-11-13"
                  ],
                  "written": [
                    "2026-11-14"
                  ],
                  "entered": "2026-11-14T15:02:00+01:00",
                  "state": "conflict",
                  "text": "<script>alert('x')</script> & \"Samira\"",
                  "conflicts": [
                    {
                      "field": "title",
                      "values": [
                        {
                          "value": "Papiers",
                          "author": "Claire",
                          "entered": "2026-11-14T09:21:00+01:00"
                        },
                        {
                          "value": null,
                          "author": "Hugo",
                          "entered": "2026-11-14T15:02:00+01:00"
                        }
                      ]
                    }
                  ],
                  "history": [
                    {
                      "change": "aa",
                      "author": "Claire",
                      "entered": "2026-11-14T09:21:00+01:00",
                      "text": "Début.\n"
                    }
                  ]
                }
              ]
            }
          ],
          "erased": [
            {
              "note": "9a",
              "volet": "sante",
              "by": "Hugo",
              "at": "2026-11-14T09:21:00+01:00",
              "here": "destroyed"
            }
          ],
          "withheld": 2,
          "log": [
            {
              "line": "7f31",
              "day": "2026-11-14",
              "function": "referent",
              "action": "read",
              "case": "c0",
              "volets": [
                "droits"
              ]
            }
          ],
          "logDevices": [
            {
              "node": "feedbeef01",
              "ended": false,
              "heardUntil": "2026-11-14T09:21:00+01:00"
            }
          ]
        }

        """#)
  }

  @Test("A copy says what its log lacks, in whatever form it is")
  func lacks() {
    let says =
      "Appareil feedbeef\u{A0}: connu jusqu’au 14/11/2026 à 09 h 21. "
      + "Ce qui y a été consulté depuis n’apparaît pas ici."
    for form in [ExportFormat.text, .html] {
      let copy = french.export(sampleExport(), as: form)
      #expect(copy.contains(says), "\(copy)")
    }
    let never = LogDeviceRow(node: "feedbeef01", heardUntil: nil)
    #expect(french.logLacks([never], unreadable: 2).contains("rien n’est arrivé de son journal"))
    #expect(french.logLacks([never], unreadable: 2).contains("2 lignes sont là"))
    #expect(french.logLacks([], unreadable: 0) == "")
  }

  @Test("JSON strings escape what they must and keep the rest")
  func strings() {
    #expect(
      JSONValue.string("a\"\\\n\r\t\u{0}\u{1F}\u{7F}\u{2028}é😀e\u{301}").text
        == "\"a\\\"\\\\\\n\\r\\t\\u0000\\u001f\\u007f\\u2028é😀e\u{301}\"")
    #expect(JSONValue.object([]).indentedText == "{}\n")
    #expect(
      JSONValue.array([.integer(.min), .flag(true), .null]).text
        == "[-9223372036854775808,true,null]")
  }

  @Test("A copy without its log says nothing of it")
  func withoutLog() {
    var export = sampleExport()
    export.log = nil
    export.withheld = 0
    #expect(!french.export(export, as: .text).contains("consulté"))
    #expect(!french.export(export, as: .html).contains("consulté"))
    #expect(!french.export(export, as: .json).contains("\"log\""))
    #expect(export.noteCount == 1)
  }

  @Test("The written file's screen warns that it is not encrypted")
  func exported() {
    var export = sampleExport()
    export.withheld = 1
    #expect(
      french.exported(file: "copie.html", export) == """
        Copie écrite dans copie.html\u{A0}: 1 note. 1 note de ce suivi ne figure pas dans cette copie.
        Ce fichier n’est pas chiffré. Remettez-le à la personne, puis effacez-le de cet appareil.

        """)
  }
}

@Suite("Sheets on paper")
struct SheetTests {
  @Test("The root sheet, for the safe")
  func root() {
    let sheet = RootSheet(
      service: "Oseille", serviceID: "ab12",
      secret: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", made: afternoon)
    #expect(
      french.rootSheet(sheet) == """
        FEUILLE RACINE – à imprimer maintenant, elle ne sera plus montrée

        Service\u{A0}: Oseille
        Numéro du service\u{A0}: ab12
        Faite le\u{A0}: 14/11/2026 à 15 h 02

        Clé racine\u{A0}:
            0123 4567 89ab cdef 0123 4567 89ab cdef
            0123 4567 89ab cdef 0123 4567 89ab cdef

        Mettez cette feuille dans le coffre du service, jamais dans un ordinateur.
        Elle sert si l’opérateur est parti, si tous les appareils sont perdus, ou en cas de litige.
        Qui la tient peut nommer un nouvel opérateur. Elle n’ouvre aucune note.

        """)
  }

  @Test("The receipt says the same in every language, and in easy words")
  func receipt() throws {
    let consent = ConsentRow(
      id: "c1", to: "Haute-Rive", volets: [.contact, .droits], past: .all, effective: .now,
      until: try day("2027-11-03"), bothWays: true, status: .given)
    let receipt = ConsentReceipt(
      person: "Idriss", from: "Oseille", consent: consent, proof: .oralWitness("Awa N."),
      explainedIn: try LanguageTag(parsing: "fr"), givenAt: afternoon, recordedBy: "Claire")
    #expect(
      french.consentReceipt(receipt, easy: true) == """
        J’AI DIT OUI

        Oseille peut montrer des notes sur moi à Haute-Rive.
        Seulement\u{A0}:
          – Qui je suis et comment me joindre
          – Mes papiers, mes droits, mon argent
        Haute-Rive peut répondre à Oseille, sur les mêmes sujets.
        Aussi ce qui est déjà écrit.
        Cela s’arrête le 03/11/2027.

        À savoir\u{A0}: Ce service saura que nous vous suivons. Notre nom dit avec qui nous travaillons.

        Je peux changer d’avis à tout moment. Je le dis à n’importe quel membre du service. Je n’ai pas à dire pourquoi.

        Refuser ou changer d’avis ne change rien à ma situation.
        Les mots imprimés ici sont un projet, non relu par des personnes du métier.

        """)
    let lines = Language.allCases.map {
      Phrasebook($0).consentReceipt(receipt, easy: false).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
    }
    #expect(Set(lines).count == 1)
    #expect(french.consentReceipt(receipt, easy: false).contains("de vive voix, devant Awa N.\n"))
  }
}
