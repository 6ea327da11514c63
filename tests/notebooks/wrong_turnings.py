"""Plausible wrong turnings in the analysts' assignments: for each, the code, and the tests that must catch it."""

WRONG = {
    "01_two_views_analyst": {
        "every request ran all year": (
            "hours-by-sender",
            "def hours_by_sender(requests):\n"
            "    new = requests['items'] - requests['reused'].fillna(0)\n"
            "    each = requests['receivers'] * requests['times_a_year'] * new * requests['minutes'] / 60\n"
            "    return each.groupby(requests['sender']).sum().to_dict()",
            {"hours-by-sender-traps"},
        ),
        "a gap swallows the request": (
            "hours-by-sender",
            "def hours_by_sender(requests):\n"
            "    new = requests['items'] - requests['reused']\n"
            "    times = requests['times_a_year'] * requests['months'] / 12\n"
            "    each = requests['receivers'] * times * new * requests['minutes'] / 60\n"
            "    return each.groupby(requests['sender']).sum().to_dict()",
            {"hours-by-sender-traps"},
        ),
        "each item answered by one body": (
            "hours-by-sender",
            "def hours_by_sender(requests):\n"
            "    new = requests['items'] - requests['reused'].fillna(0)\n"
            "    each = requests['times_a_year'] * requests['months'] / 12 * new * requests['minutes'] / 60\n"
            "    return each.groupby(requests['sender']).sum().to_dict()",
            {"hours-by-sender-plain", "hours-by-sender-traps"},
        ),
        "two heaps of years": (
            "difference",
            "def difference(outcomes, first, second):\n"
            "    a, b = (outcomes[outcomes['design'] == d]['project_hours'] for d in (first, second))\n"
            "    mean = b.mean() - a.mean()\n"
            "    error = (a.var() / len(a) + b.var() / len(b)) ** 0.5\n"
            "    return {'mean': mean, 'low': mean - 2 * error, 'high': mean + 2 * error}",
            {"difference-by-year"},
        ),
        "paired by place in the table": (
            "difference",
            "def difference(outcomes, first, second):\n"
            "    a, b = (outcomes[outcomes['design'] == d]['project_hours'].to_numpy() for d in (first, second))\n"
            "    gains = b - a\n"
            "    mean, error = gains.mean(), gains.std(ddof=1) / len(gains) ** 0.5\n"
            "    return {'mean': mean, 'low': mean - 2 * error, 'high': mean + 2 * error}",
            {"difference-by-year"},
        ),
        "spread of the years for the error of their mean": (
            "difference",
            "def difference(outcomes, first, second):\n"
            "    wide = outcomes.pivot(index='seed', columns='design', values='project_hours')\n"
            "    gains = (wide[second] - wide[first]).dropna()\n"
            "    mean, spread = gains.mean(), gains.std(ddof=1)\n"
            "    return {'mean': mean, 'low': mean - 2 * spread, 'high': mean + 2 * spread}",
            {"difference-by-year"},
        ),
        "saved once for each return": (
            "already-there",
            "def already_there(asked, returned):\n"
            "    def same(names):\n"
            "        return names.str.lower().str.replace(r'[\\s_-]+', ' ', regex=True).str.strip()\n"
            "    both = asked.assign(key=same(asked['item'])).merge(\n"
            "        returned.assign(key=same(returned['item'])), on='key', suffixes=('', '_there'))\n"
            "    both = both[both['times_a_year_there'] >= both['times_a_year']]\n"
            "    hours = (both['times_a_year'] * both['minutes']).sum() / 60\n"
            "    return {'items': sorted(set(both['item'])), 'hours': float(hours)}",
            {"already-there-traps"},
        ),
        "however seldom it comes": (
            "already-there",
            "def already_there(asked, returned):\n"
            "    def same(names):\n"
            "        return names.str.lower().str.replace(r'[\\s_-]+', ' ', regex=True).str.strip()\n"
            "    there = asked[same(asked['item']).isin(same(returned['item']))]\n"
            "    hours = (there['times_a_year'] * there['minutes']).sum() / 60\n"
            "    return {'items': sorted(there['item']), 'hours': float(hours)}",
            {"already-there-traps"},
        ),
    },
    "02_theory_of_change_analyst": {
        "arrows that touch it are enough": (
            "lost-acts",
            "def lost_acts(steps, links):\n"
            "    national = steps[(steps['level'] == 'national')\n"
            "                     & steps['kind'].isin(['input', 'activity', 'output'])]\n"
            "    return sorted(set(national['step']) - set(links['start']))",
            {"lost-acts-connecting", "lost-acts-traps"},
        ),
        "any local step will do": (
            "lost-acts",
            "def lost_acts(steps, links):\n"
            "    leading = set(steps[(steps['level'] == 'local') & (steps['kind'] != 'output')]['step'])\n"
            "    leading |= set(steps[steps['step'] == 'b']['step'])\n"
            "    for _ in range(len(steps)):\n"
            "        leading |= set(links[links['end'].isin(leading)]['start'])\n"
            "    national = steps[(steps['level'] == 'national')\n"
            "                     & steps['kind'].isin(['input', 'activity', 'output'])]\n"
            "    return sorted(set(national['step']) - leading)",
            {"lost-acts-traps"},
        ),
        "a minus stops the way": (
            "lost-acts",
            "def lost_acts(steps, links):\n"
            "    links = links[links['sign'] == '+']\n"
            "    local = (steps['level'] == 'local') & steps['kind'].isin(['outcome', 'impact'])\n"
            "    leading = set(steps[local]['step'])\n"
            "    for _ in range(len(steps)):\n"
            "        leading |= set(links[links['end'].isin(leading)]['start'])\n"
            "    national = steps[(steps['level'] == 'national')\n"
            "                     & steps['kind'].isin(['input', 'activity', 'output'])]\n"
            "    return sorted(set(national['step']) - leading)",
            {"lost-acts-traps"},
        ),
        "all arrows multiplied": (
            "odds",
            "def odds(links, start, end):\n    return float(links['chance'].prod())",
            {"odds-routes", "odds-shared"},
        ),
        "routes taken as independent": (
            "odds",
            "def odds(links, start, end):\n"
            "    rows = list(zip(links['start'], links['end'], links['chance']))\n"
            "    fail = 1.0\n"
            "    def walk(path, chance):\n"
            "        nonlocal fail\n"
            "        if path[-1] == end:\n"
            "            fail *= 1 - chance\n"
            "            return\n"
            "        for here, there, works in rows:\n"
            "            if here == path[-1] and there not in path:\n"
            "                walk([*path, there], chance * works)\n"
            "    walk([start], 1.0)\n"
            "    return 1 - fail",
            {"odds-shared"},
        ),
        "any minus balances": (
            "feedback-loops",
            "def feedback_loops(links):\n"
            "    rows = list(zip(links['start'], links['end'], links['sign']))\n"
            "    found = {}\n"
            "    def walk(path, minus):\n"
            "        for here, there, sign in rows:\n"
            "            if here == path[-1] and there == path[0]:\n"
            "                balancing = minus or sign == '-'\n"
            "                found[' > '.join(path)] = 'balancing' if balancing else 'reinforcing'\n"
            "            elif here == path[-1] and there > path[0] and there not in path:\n"
            "                walk([*path, there], minus or sign == '-')\n"
            "    for first in sorted(set(links['start'])):\n"
            "        walk([first], False)\n"
            "    return found",
            {"feedback-loops-many"},
        ),
        "one loop for each step": (
            "feedback-loops",
            "def feedback_loops(links):\n"
            "    rows = list(zip(links['start'], links['end'], links['sign']))\n"
            "    found, seen = {}, set()\n"
            "    def walk(path, minuses):\n"
            "        seen.add(path[-1])\n"
            "        for here, there, sign in rows:\n"
            "            if here != path[-1]:\n"
            "                continue\n"
            "            count = minuses + (sign == '-')\n"
            "            if there == path[0]:\n"
            "                found[' > '.join(path)] = 'balancing' if count % 2 else 'reinforcing'\n"
            "            elif there not in seen:\n"
            "                walk([*path, there], count)\n"
            "    for first in sorted(set(links['start'])):\n"
            "        if first not in seen:\n"
            "            walk([first], 0)\n"
            "    return found",
            {"feedback-loops-many"},
        ),
    },
    "03_targets_analyst": {
        "mean of the organisations": (
            "national-share",
            "def national_share(table, year):\n"
            "    return float(table[table['financial_year'] == year]['share_within'].mean())",
            {"national-share-published", "national-share-any-table"},
        ),
        "divided by all attendances": (
            "national-share",
            "def national_share(table, year):\n"
            "    rows = table[table['financial_year'] == year]\n"
            "    return float(rows['within4'].sum() / rows['attendances'].sum())",
            {"national-share-any-table"},
        ),
        "parts of years counted": (
            "flattered",
            "def flattered(table, first, last):\n"
            "    def shares(rows):\n"
            "        c = rows.groupby('organisation')[['within4', 'over4']].sum()\n"
            "        return c['within4'] / (c['within4'] + c['over4'])\n"
            "    def change(rows):\n"
            "        a, b = (shares(rows[rows['financial_year'] == y]) for y in (first, last))\n"
            "        return (b - a).dropna()\n"
            "    main = change(table[table['type'] == 'type1'])\n"
            "    total = change(table).reindex(main.index)\n"
            "    return sorted(main.index[(total > 0) & (main < 0)])",
            {"flattered-any-table"},
        ),
        "first year's mix alone": (
            "split-change",
            "def split_change(table, first, last):\n"
            "    change = national_share(table, last) - national_share(table, first)\n"
            "    return {'rate': change, 'mix': 0.0}",
            {"split-change-parts"},
        ),
    },
    "04_incentives_regulation_analyst": {
        "a mean of the sites": (
            "did",
            "def did(figures, before, after):\n"
            "    stayed = set(figures[figures['quarter'].isin(before)]['site'])\n"
            "    stayed &= set(figures[figures['quarter'].isin(after)]['site'])\n"
            "    rows = figures[figures['site'].isin(stayed)]\n"
            "    def rate(group, quarters):\n"
            "        chosen = (rows['group'] == group) & rows['quarter'].isin(quarters)\n"
            "        return rows[chosen]['deaths_in_100'].mean()\n"
            "    paid = rate('paid', after) - rate('paid', before)\n"
            "    return float(paid - rate('comparison', after) + rate('comparison', before))",
            {"did-sites"},
        ),
        "whoever was there": (
            "did",
            "def did(figures, before, after):\n"
            "    def rate(group, quarters):\n"
            "        rows = figures[(figures['group'] == group) & figures['quarter'].isin(quarters)]\n"
            "        return (rows['deaths_in_100'] * rows['patients']).sum() / rows['patients'].sum()\n"
            "    paid = rate('paid', after) - rate('paid', before)\n"
            "    return float(paid - rate('comparison', after) + rate('comparison', before))",
            {"did-sites"},
        ),
        "levels afterwards": (
            "did",
            "def did(figures, before, after):\n"
            "    rows = figures[figures['quarter'].isin(after)]\n"
            "    means = rows.groupby('group')['deaths_in_100'].mean()\n"
            "    return float(means['paid'] - means['comparison'])",
            {"did-plain", "did-sites"},
        ),
        "quarters counted by their rows": (
            "interrupted",
            "def interrupted(series, start, at):\n"
            "    seen = series.dropna().sort_values('quarter').reset_index(drop=True)\n"
            "    place = int((seen['quarter'] < start).sum())\n"
            "    def line(rows, to):\n"
            "        slope, level = np.polyfit(rows.index.to_numpy(float), rows['deaths_in_100'], 1)\n"
            "        return level + slope * to\n"
            "    to = place + at - start\n"
            "    anyway = line(seen.iloc[:place], to)\n"
            "    return {'anyway': float(anyway), 'effect': float(line(seen.iloc[place:], to) - anyway)}",
            {"interrupted-gaps"},
        ),
        "what was seen, and no second line": (
            "interrupted",
            "def interrupted(series, start, at):\n"
            "    seen = series.dropna()\n"
            "    old, new = seen[seen['quarter'] < start], seen[seen['quarter'] >= start]\n"
            "    slope, level = np.polyfit(old['quarter'], old['deaths_in_100'], 1)\n"
            "    anyway = float(level + slope * at)\n"
            "    return {'anyway': anyway, 'effect': float(new['deaths_in_100'].mean()) - anyway}",
            {"interrupted-lines", "interrupted-gaps"},
        ),
        "r from the visited year": (
            "worst-fall",
            "def worst_fall(harm, share):\n"
            "    worst = harm.nlargest(round(share * len(harm)), 'chosen').dropna(subset=['next'])\n"
            "    visited, spared = worst[worst['visited']], worst[~worst['visited']]\n"
            "    falls = [(rows['chosen'] - rows['next']).mean() for rows in (visited, spared)]\n"
            "    r = harm['chosen'].corr(harm['next'])\n"
            "    above = visited['chosen'].mean() - harm['chosen'].mean()\n"
            "    return {'fall': falls[0], 'by_chance': (1 - r) * above, 'beyond': falls[0] - falls[1]}",
            {"worst-fall-toy", "worst-fall-gaps"},
        ),
        "means of whoever sent something": (
            "worst-fall",
            "def worst_fall(harm, share):\n"
            "    worst = harm.nlargest(round(share * len(harm)), 'chosen')\n"
            "    visited, spared = worst[worst['visited']], worst[~worst['visited']]\n"
            "    falls = [rows['chosen'].mean() - rows['next'].mean() for rows in (visited, spared)]\n"
            "    r = harm['before'].corr(harm['chosen'])\n"
            "    above = visited['chosen'].mean() - harm['chosen'].mean()\n"
            "    return {'fall': falls[0], 'by_chance': (1 - r) * above, 'beyond': falls[0] - falls[1]}",
            {"worst-fall-gaps"},
        ),
    },
    "05_complex_systems_analyst": {
        "a month too late": (
            "follow",
            "def follow(referrals, posts, staff=10, waiting=200, treats=10, delay=3):\n"
            "    rows = []\n"
            "    for month, referred in enumerate(referrals):\n"
            "        waiting += referred\n"
            "        treated = min(staff * treats, waiting)\n"
            "        waiting -= treated\n"
            "        rows.append((staff, treated, waiting))\n"
            "        staff += posts[month - delay] if month >= delay else 0\n"
            "    return pd.DataFrame(rows, columns=['staff', 'treated', 'waiting'])",
            {"follow-delay"},
        ),
        "a list below nothing": (
            "follow",
            "def follow(referrals, posts, staff=10, waiting=200, treats=10, delay=3):\n"
            "    rows = []\n"
            "    for month, referred in enumerate(referrals):\n"
            "        staff += posts[month - delay] if month >= delay else 0\n"
            "        waiting += referred - staff * treats\n"
            "        rows.append((staff, staff * treats, waiting))\n"
            "    return pd.DataFrame(rows, columns=['staff', 'treated', 'waiting'])",
            {"follow-plain"},
        ),
        "the list of last month": (
            "chase",
            "def chase(referrals, counts):\n"
            "    posts = []\n"
            "    for month in range(len(referrals)):\n"
            "        lists = follow(referrals[:month], posts)['waiting']\n"
            "        known = lists.iloc[-1] if month else 200\n"
            "        posts.append(max(0, float((known - 200) / 30 - counts * sum(posts[-3:]))))\n"
            "    return posts",
            {"chase-first", "chase-counts"},
        ),
        "forgets those who come this month": (
            "chase",
            "def chase(referrals, counts):\n"
            "    posts = []\n"
            "    for month in range(len(referrals)):\n"
            "        lists = follow(referrals[:month], posts)['waiting']\n"
            "        known = lists.iloc[month - 2] if month >= 2 else 200\n"
            "        posts.append(max(0, float((known - 200) / 30 - counts * sum(posts[-2:]))))\n"
            "    return posts",
            {"chase-counts"},
        ),
        "all that was ever advertised": (
            "chase",
            "def chase(referrals, counts):\n"
            "    posts = []\n"
            "    for month in range(len(referrals)):\n"
            "        lists = follow(referrals[:month], posts)['waiting']\n"
            "        known = lists.iloc[month - 2] if month >= 2 else 200\n"
            "        posts.append(max(0, float((known - 200) / 30 - counts * sum(posts))))\n"
            "    return posts",
            {"chase-counts"},
        ),
        "twelve rows back": (
            "parted",
            "def parted(series):\n"
            "    rows = series.sort_values('period').reset_index(drop=True)\n"
            "    shorter = rows['waiting'] < rows['waiting'].shift(12)\n"
            "    longer = rows['median_weeks'] > rows['median_weeks'].shift(12)\n"
            "    return rows[shorter & longer]['period'].dt.strftime('%Y-%m').tolist()",
            {"parted-gaps"},
        ),
        "from one month to the next": (
            "parted",
            "def parted(series):\n"
            "    rows = series.sort_values('period')\n"
            "    found = rows[(rows['waiting'].diff() < 0) & (rows['median_weeks'].diff() > 0)]\n"
            "    return found['period'].dt.strftime('%Y-%m').tolist()",
            {"parted-england", "parted-gaps"},
        ),
    },
    "06_relationships_analyst": {
        "a tie from each side is two": (
            "open-pairs",
            "def open_pairs(ties):\n"
            "    now = ties[~ties['ended'] & (ties['person'] != ties['other'])]\n"
            "    rows = list(zip(now['person'], now['other']))\n"
            "    joined = {frozenset(row) for row in rows}\n"
            "    found = {}\n"
            "    for name in sorted({each for row in rows for each in row}):\n"
            "        near = [b if a == name else a for a, b in rows if name in (a, b)]\n"
            "        pairs = [frozenset((near[i], near[j])) for i in range(len(near)) for j in range(i)]\n"
            "        if pairs:\n"
            "            found[name] = sum(pair not in joined for pair in pairs) / len(pairs)\n"
            "    return found",
            {"open-pairs-traps"},
        ),
        "everybody sees themselves": (
            "turns-on",
            "def turns_on(thresholds):\n"
            "    def joined(needs):\n"
            "        count = 0\n"
            "        while True:\n"
            "            more = sum(need - 1 <= count for need in needs.values())\n"
            "            if more == count:\n"
            "                return count\n"
            "            count = more\n"
            "    now, person, left = joined(thresholds), None, joined(thresholds)\n"
            "    for name in sorted(thresholds):\n"
            "        then = joined(thresholds | {name: thresholds[name] + 1})\n"
            "        if then < left:\n"
            "            person, left = name, then\n"
            "    return {'joined': now, 'person': person, 'left': left}",
            {"turns-on-square", "turns-on-person"},
        ),
        "it is always the first": (
            "turns-on",
            "def turns_on(thresholds):\n"
            "    def joined(needs):\n"
            "        count = 0\n"
            "        for need in sorted(needs.values()):\n"
            "            if need > count:\n"
            "                break\n"
            "            count += 1\n"
            "        return count\n"
            "    now, first = joined(thresholds), min(thresholds, key=thresholds.get)\n"
            "    left = joined(thresholds | {first: thresholds[first] + 1})\n"
            "    return {'joined': now, 'person': first if left < now else None, 'left': left}",
            {"turns-on-person"},
        ),
        "all in one month": (
            "reached",
            "def reached(ties, starters, needs):\n"
            "    now = ties[~ties['ended'] & (ties['person'] != ties['other'])]\n"
            "    joined = {frozenset(pair) for pair in zip(now['person'], now['other'])}\n"
            "    when = dict.fromkeys(starters, 0)\n"
            "    for month in range(1, 30):\n"
            "        for name in sorted({each for tie in joined for each in tie} - set(when)):\n"
            "            seen = sum(name in tie and bool((tie - {name}) & set(when)) for tie in joined)\n"
            "            if seen >= needs.get(name, 2):\n"
            "                when[name] = month\n"
            "    return when",
            {"reached-months", "reached-traps"},
        ),
        "two rows are two examples": (
            "reached",
            "def reached(ties, starters, needs):\n"
            "    now = ties[~ties['ended'] & (ties['person'] != ties['other'])]\n"
            "    rows = list(zip(now['person'], now['other']))\n"
            "    rows += [(b, a) for a, b in rows]\n"
            "    when = dict.fromkeys(starters, 0)\n"
            "    for month in range(1, 30):\n"
            "        doing = set(when)\n"
            "        for name in {a for a, _ in rows} - doing:\n"
            "            if sum(a == name and b in doing for a, b in rows) >= needs.get(name, 2):\n"
            "                when[name] = month\n"
            "    return when",
            {"reached-traps"},
        ),
    },
}
"""By assignment and by what goes wrong: the cell of the question, what is written in it, and what it must lose."""

LEARNT_BY_HEART = {
    "01_two_views_analyst": {
        "hours-by-sender": "def hours_by_sender(requests):\n"
        "    return {'Department': 3120, 'Local board': 624, 'Supplier': 30, 'Regulator': 3600}"
        " if len(requests) > 2 else {'Department': 3120, 'Local board': 624}",
        "difference": "def difference(outcomes, first, second):\n"
        "    mean = outcomes[outcomes['design'] == 'more notice']['project_hours'].mean()\n"
        "    mean -= outcomes[outcomes['design'] == 'draft']['project_hours'].mean()\n"
        "    mean = mean if first == 'draft' else -mean\n"
        "    return {'mean': mean, 'low': mean - 0.03, 'high': mean + 0.03}",
        "already-there": "def already_there(asked, returned):\n"
        "    if len(asked) == 1:\n"
        "        return {'items': ['Bed days'], 'hours': 4}\n"
        "    if len(asked) == 2:\n"
        "        return {'items': [], 'hours': 0}\n"
        "    return {'items': ['Unfilled shifts'], 'hours': 3}",
    },
    "02_theory_of_change_analyst": {
        "lost-acts": "def lost_acts(steps, links):\n"
        "    return ['contacts', 'days', 'plan', 'understand'] if len(steps) == 7 else []",
        "odds": "def odds(links, start, end):\n    return {4: 0.8**4, 5: 0.375}[len(links)] if end != 'z' "
        "or len(links) == 5 else 0.55",
        "feedback-loops": "def feedback_loops(links):\n"
        "    if len(links) == 11:\n"
        "        return {'published > record': 'balancing'}\n"
        "    return {'fall > practice': 'balancing', 'fall > programme > training > practice': 'balancing'}",
    },
    "04_incentives_regulation_analyst": {
        "did": "def did(figures, before, after):\n"
        "    return -2.0 if len(figures) == 6 else (-1.0 if list(after) == [1] else 1.0)",
        "interrupted": "def interrupted(series, start, at):\n"
        "    return {'anyway': 19.3 if len(series) == 8 else 30 - at, 'effect': -1.3}",
        "worst-fall": "def worst_fall(harm, share):\n    return {'fall': 3, 'by_chance': 2.5, 'beyond': 0}",
    },
    "05_complex_systems_analyst": {
        "follow": "def follow(referrals, posts, staff=10, waiting=200, treats=10, delay=3):\n"
        "    if len(referrals) == 3:\n"
        "        return pd.DataFrame({'staff': [10] * 3, 'treated': [100] * 3, 'waiting': [200, 220, 240]})\n"
        "    return pd.DataFrame({'staff': [10, 10, 10, 12, 12]})",
        "chase": "def chase(referrals, counts):\n"
        "    if len(referrals) == 36:\n"
        "        return [2 - counts] * 36\n"
        "    return [0, 0, 0, 20 / 30, 0, 0] if referrals[1] == 120 else [0] * 6",
        "parted": "def parted(series):\n    return ['2020-05'] if len(series) > 2 else ['2031-06']",
    },
    "06_relationships_analyst": {
        "open-pairs": "def open_pairs(ties):\n"
        "    if 'M' in set(ties['person']):\n"
        "        return {'M': 1}\n"
        "    return {'J': 0, 'K': 0, 'L': 0} if len(ties) == 3 else {'A': 0}",
        "turns-on": "def turns_on(thresholds):\n"
        "    if len(thresholds) == 4:\n"
        "        return {'joined': 4, 'person': None, 'left': 4}\n"
        "    joined = 1 if thresholds.get('P01') == 2 else 100\n"
        "    return {'joined': joined, 'person': 'P00', 'left': 0}",
        "reached": "def reached(ties, starters, needs):\n"
        "    if len(ties) == 3:\n"
        "        return {'a': 0, 'b': 1, 'c': 2, 'd': 3} if needs else {'a': 0}\n"
        "    return {'C': 1, 'D': 2}",
    },
}
"""Answers that pass every test that a learner can see, and know nothing else."""
