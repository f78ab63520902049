"""Words that say little in a question, by language: they count for little, and a term beside them is still the whole query."""

COMMON = {
    "en": """
        a about after again all also am an and any are as at be because been before being but by can could did do does
        doing for from had has have he her here him his how i if in into is it its just like may me might more most must my
        no not of off on or other our out over own shall she should so some such than that the their them then there these
        they this those through to too under up us very was we were what when where which while who whom why will with
        would you your mean means meaning definition define explain tell someone something need needs want help
        """,
    "fr": """
        à alors après au aucun aussi autre aux avant avec avoir car ce cela ces cet cette ceux chaque comme comment dans de
        depuis des doit dois donc du elle elles en encore entre est et être eux fait faire faut il ils je la le les leur
        leurs lui ma mais me même mes moi mon ne ni nos notre nous on ont ou où par parce pas peu peut peux plus pour
        pourquoi puis quand que quel quelle quelles quels qui quoi sa sans se ses si soit son sont sous suis sur ta te tes
        toi ton tous tout toute trop tu un une vos votre vous y signifie définition quelqu chose besoin aujourd hui
        """,
    "es": """
        a al algo alguien algún ante antes así aun aunque cada como cómo con cuál cuáles cuando cuándo de debe debo del
        desde donde dónde dos e el él ella ellas ellos en entre era es esa ese eso esta está están este esto estos fue ha
        hace hacer haga hago han hasta hay la las le les lo los más me mi mis muy nada ni no nos nosotros o os otra otro
        para pero por porque puede puedo pues que qué quién quiénes se sea según ser si sí sin sobre solo son soy su sus
        también te tener tengo tiene todo todos tu tus un una uno unos usted y ya yo significa definición necesito
        """,
    "ar": """
        في من على إلى عن مع أو أن إن كان كانت كيف ماذا ما متى أين لماذا هل هو هي هم هذا هذه ذلك تلك التي الذي الذين كل بعض
        غير بعد قبل عند حول بين لا لم لن ليس قد ثم أي أيضا إذا أنا نحن أنت يجب يمكن معنى تعريف حتى منذ خلال لدى لي لك له لها
        لهم من ألا أريد أحد شيء يعني تعني
        """,
}
