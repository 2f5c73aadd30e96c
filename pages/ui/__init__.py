"""What pages share. A page lays out and computes nothing; it is one module that ends in PAGE (see `page.Page`).

A page in one screen of code:

    def render() -> None:
        model = session.load(overview.team, filters.scope(), filters.period())   # cached by scope and data version
        if empty.nothing_here(not model.empty):       # draws why it is empty and what to do
            return
        opening(_("Team"), model.answer)              # name, filters, the answer, the scope in words
        with st.grid(min_column_width=235):
            for figure in model.cards:
                figure_card(card(figure))

    PAGE = Page(id="team", title=N_("Team"), icon="group", group="team", render=render, roles=("manager", "admin"))

and a line in `pages/menu.py`.

- `session`: `load(function, *args)` rows of `function(conn, *args)` by way of the cache (arguments must be hashable: a
  Scope, ids; the function must stand in a module), `change(function, *args)` one writing transaction, `read` past the
  cache, `viewer()`, `may("admin")`, `team()` settings, `presenting()`; `remember`/`recall` for small things of a
  session, `kept`/`keep` for choices that belong in the address. Nothing else touches session state.
- `filters`: `scope()` viewer's rights narrowed by period, networks, reps; `period()`, `rep_names()`, `as_of()`;
  `one_rep()` and `choose_rep(label)` for pages about one person; `choice(...)` any choice kept in the address.
- `page`: `opening`, `heading`, `chips`, `link("scorecard", rep=id)` and `link_to(model.link)` for `href` (escaped,
  filters kept).
- `words`: `_("{n} of {m}", n=.., m=..)`, `ngettext`, `say(Said)`, `num`, `pct`, `k_of_n`, `day`, `days`, `moment`,
  `hours`, `network`, `listed`. `N_` marks words below the pages.
- `cards`: `figure_card(card(figure))`, `rows(figures)`, `cell(figure)` for tables.
- `marks`: `verdict`, `pill`, `interval`, `sparkline`, `face`, `legend`: HTML strings.
- `tables`: `table(columns, rows)` for what people read; `Cell(html)` for a cell with marks.
- `notes`: `finding(...)` HTML, `steps`, `note`, `alarm`, `gone()` for a missing or foreign id. `empty`: `nothing_here`.
- `text`: `timeline`, `with_slots`, `copy_of`, `difference` (of `one_text`s). `charts`: `quadrant`, `intervals`,
  `habit`, `trend`; `alike_chart`: `alike`; `comparisons`: `comparison`;
  drawn with `draw(ready(chart, heading, said=...), key)`.
- `drawn`: `drawn(blocks, function, *args)` keeps the strings and charts that `blocks(model)` makes of what `load`
  gives; a page of many marks draws those, and asks for no model on most reruns.
- `markup`: `put(html)` is the only way to HTML, `esc` for every text, `said(text, marks)` for third-party text.
  Never `st.markdown`, `st.write`, `st.caption`, `st.toast` or a label with names or texts of other people.
- `jobs`: work of a child process with progress and cancel.
"""
