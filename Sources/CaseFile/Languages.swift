extension LanguageTag {
  /// Languages by the first part of their tag: those of ISO 639-1, and those of ISO 639-3 that services meet. One that is
  /// missing is told by the larger one that it belongs to, and takes a line here.
  static let known = Set(
    (twoLetters + threeLetters).split { $0 == " " || $0 == "\n" }.map(String.init))

  private static let twoLetters = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu

    """

  /// Of North and West Africa, of the Near East, of travellers, and the languages of signs of France and Belgium.
  private static let threeLetters = """
    acm aeb afb aii ajp apc ary arz arq ayl bal ber bci bin bum cld ckb cmn cpf dyu ewo fon fsl fuc
    fuf fuh gcf gcr haz hbo kab kea kmr knc kri ksw lzz mey mfe mnk mos nan new nge pcm pnt prs rcf
    rif rmc rmn rmy rom sfb shi shy skr snk sus swb swc syr tig tmh tzm vgt wes wni yue zgh

    """
}
