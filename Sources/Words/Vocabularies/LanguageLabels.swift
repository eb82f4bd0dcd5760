// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let language = """
     | langue |  | taal | language
    fr | français |  | Frans | French
    nl | néerlandais |  | Nederlands | Dutch
    en | anglais |  | Engels | English
    ar | arabe |  | Arabisch | Arabic
    de | allemand |  | Duits | German
    es | espagnol |  | Spaans | Spanish
    it | italien |  | Italiaans | Italian
    pt | portugais |  | Portugees | Portuguese
    ro | roumain |  | Roemeens | Romanian
    bg | bulgare |  | Bulgaars | Bulgarian
    ru | russe |  | Russisch | Russian
    uk | ukrainien |  | Oekraïens | Ukrainian
    pl | polonais |  | Pools | Polish
    tr | turc |  | Turks | Turkish
    sq | albanais |  | Albanees | Albanian
    fa | persan |  | Perzisch | Persian
    ps | pachto |  | Pasjtoe | Pashto
    ur | ourdou |  | Urdu | Urdu
    bn | bengali |  | Bengaals | Bengali
    ta | tamoul |  | Tamil | Tamil
    zh | chinois |  | Chinees | Chinese
    so | somali |  | Somalisch | Somali
    ti | tigrigna |  | Tigrinya | Tigrinya
    am | amharique |  | Amhaars | Amharic
    ln | lingala |  | Lingala | Lingala
    wo | wolof |  | Wolof | Wolof
    ff | peul |  | Fula | Fula
    bm | bambara |  | Bambara | Bambara
    ber | berbère |  | Berbers | Berber
    kmr | kurde |  | Koerdisch | Kurdish
    rom | romani |  | Romani | Romani
    fsl | langue des signes française |  | Franse gebarentaal | French sign language
    sfb | langue des signes de Belgique francophone |  | Frans-Belgische gebarentaal | French Belgian sign language
    vgt | langue des signes flamande |  | Vlaamse gebarentaal | Flemish sign language
    """
}
