import CaseFile

/// Pages that need nothing else: no script, no image, no font, no address of anywhere.
extension Phrasebook {
  /// A whole page in the language of the phrasebook.
  ///
  /// - Parameters:
  ///   - title: of the window; it names nobody.
  ///   - body: what stands in the body.
  func page(title: String, style: HTML.Style, _ body: (inout HTML) -> Void) -> String {
    var html = HTML()
    html.raw("<!DOCTYPE html>\n")
    html.element("html", [("lang", language.code)]) { html in
      html.newline()
      html.element("head") { html in
        html.newline()
        html.raw(HTML.head)
        html.newline()
        html.element("title", title)
        html.newline()
        html.raw("<style>\n")
        html.raw(style.rules)
        html.raw("\n</style>\n")
      }
      html.newline()
      html.element("body", [], body)
      html.newline()
    }
    html.newline()
    return html.text
  }
}

extension HTML {
  /// What every page says before its title.
  fileprivate static let head: StaticString = """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    """

  /// How a page looks.
  enum Style: CaseIterable {
    /// The copy of a case file, read on a screen or on paper.
    case copy
    /// The same in large print.
    case largeCopy
    /// What lies about, is hung up or carried away: large letters and tables.
    case paper
    /// The sheet of a service, in large print.
    case sheet

    fileprivate var rules: StaticString {
      switch self {
      case .copy:
        """
        body { font: 1.125rem/1.6 sans-serif; color: #111; background: #fff; margin: 0; }
        main { max-width: 42rem; margin: 0 auto; padding: 1rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
        dd { margin: 0; }
        table { border-collapse: collapse; }
        th, td { text-align: left; padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }
        .words { white-space: pre-wrap; overflow-wrap: anywhere; }
        .beside { table-layout: fixed; width: 100%; }
        .beside dl { display: block; }
        blockquote { border-left: 0.3rem solid #111; margin: 0 0 1rem; padding-left: 1rem; }
        @media print { article { break-inside: avoid; } }
        """
      case .largeCopy:
        """
        @page { size: A4; margin: 1.5cm; }
        body { font: 18pt/1.6 sans-serif; color: #000; background: #fff; margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 28pt; } h2 { font-size: 24pt; } h3, h4 { font-size: 20pt; }
        h1, h2, h3, h4 { line-height: 1.3; break-after: avoid; }
        dt { font-weight: bold; }
        dd { margin: 0 0 0.5rem; }
        th, td { text-align: left; padding: 0.25rem 1rem 0.25rem 0; vertical-align: top; }
        .words { white-space: pre-wrap; overflow-wrap: anywhere; }
        .beside { table-layout: fixed; width: 100%; border-collapse: collapse; }
        blockquote { border-left: 0.3rem solid #000; margin: 0 0 1rem; padding-left: 1rem; }
        """
      case .paper:
        """
        body { font: 1.5rem/1.5 sans-serif; color: #000; background: #fff; margin: 2rem; }
        table { border-collapse: collapse; width: 100%; }
        td { border-bottom: 1px solid #000; padding: 0.5rem 1rem 0.5rem 0; vertical-align: top; }
        .page { break-after: page; }
        .person td { height: 3.5rem; }
        .room { width: 45%; }
        .draft { font-size: 1rem; margin: 0; }
        .large { font-size: 2.25rem; font-weight: bold; margin: 0.5rem 0; }
        @page { margin: 1.5cm; }
        @media print { tr { break-inside: avoid; } h2 { break-after: avoid; } }
        """
      case .sheet:
        """
        @page { size: A4; margin: 1.5cm; }
        body { font: 18pt/1.5 sans-serif; color: #000; background: #fff; margin: 0; }
        main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 30pt; line-height: 1.2; margin: 0 0 1rem; }
        h2 { font-size: 22pt; margin: 1.2rem 0 0.3rem; break-after: avoid; }
        p, li { margin: 0.2rem 0; overflow-wrap: anywhere; }
        .full { border: 3pt solid #000; padding: 0.5rem; font-weight: bold; }
        footer { margin-top: 1.5rem; font-size: 14pt; }
        """
      }
    }
  }
}
