//! Proration: cutting what is due in one period down to what a cap leaves, to the penny.

use crate::model::Sharing;

/// Money due for one line and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Due {
    /// Index of the line; grants and fees come after the last.
    pub(in crate::engine) line: usize,
    pub(in crate::engine) month: usize,
    /// Pence, not negative.
    pub(in crate::engine) amount: i64,
}

pub(in crate::engine) fn total(due: &[Due]) -> i64 {
    due.iter().map(|due| due.amount).sum()
}

/// Cuts the amounts down to `available` in all, by the contract's rule; leaves them alone where they fit.
///
/// `ranks` orders the lines under [`Sharing::Priority`]: smaller is paid first.
pub(in crate::engine) fn cut_down(due: &mut [Due], available: i64, rule: Sharing, ranks: &[usize]) {
    if total(due) <= available {
        return;
    }
    if available <= 0 {
        due.iter_mut().for_each(|due| due.amount = 0);
        return;
    }
    let turn = |due: &Due| match rule {
        Sharing::ProRata => 0,
        Sharing::ByDate => due.month,
        Sharing::Priority => ranks.get(due.line).copied().unwrap_or(usize::MAX),
    };
    let turns: Vec<usize> = due.iter().map(turn).collect();
    // Stable, so that equal remainders go to earlier lines, and to earlier months of a line.
    let mut order: Vec<usize> = (0..due.len()).collect();
    order.sort_by_key(|&index| (turns[index], due[index].line));
    let mut left = available;
    for group in order.chunk_by(|&one, &other| turns[one] == turns[other]) {
        left -= share_among_lines(due, group, left);
    }
}

/// Cuts some amounts, which stand line by line, in proportion: first those of whole lines, and then those of a line's
/// months. Returns the sum of what is left of them.
fn share_among_lines(due: &mut [Due], group: &[usize], available: i64) -> i64 {
    let lines: Vec<&[usize]> =
        group.chunk_by(|&one, &other| due[one].line == due[other].line).collect();
    let sum = |line: &[usize]| line.iter().map(|&index| due[index].amount).sum::<i64>();
    let mut of_lines: Vec<i64> = lines.iter().map(|line| sum(line)).collect();
    let shared = pro_rata(&mut of_lines, available);
    let mut months = Vec::new();
    for (line, of_line) in lines.into_iter().zip(of_lines) {
        months.clear();
        months.extend(line.iter().map(|&index| due[index].amount));
        pro_rata(&mut months, of_line);
        for (&index, amount) in line.iter().zip(&months) {
            due[index].amount = *amount;
        }
    }
    shared
}

/// Cuts amounts in proportion to at most `available` in all, largest remainder to the penny; ties go to
/// the earlier. Returns the sum of what is left of them.
pub(in crate::engine) fn pro_rata(amounts: &mut [i64], available: i64) -> i64 {
    let total: i64 = amounts.iter().sum();
    if total <= available {
        return total;
    }
    let mut remainders: Vec<(i64, usize)> = Vec::with_capacity(amounts.len());
    let mut given = 0;
    for (index, amount) in amounts.iter_mut().enumerate() {
        let part = portion(*amount, available, total);
        // The remainder is less than the total, so what wraps in the products is gone in their difference.
        let remainder = amount.wrapping_mul(available).wrapping_sub(part.wrapping_mul(total));
        *amount = part;
        given += part;
        remainders.push((remainder, index));
    }
    let pennies = usize::try_from(available - given).unwrap_or(0);
    if pennies > 0 {
        // There are fewer pennies than amounts: every part is short of its share by less than one.
        let last = pennies.min(remainders.len()) - 1;
        remainders.select_nth_unstable_by_key(last, |&(remainder, index)| {
            (std::cmp::Reverse(remainder), index)
        });
        for (_, index) in &remainders[..=last] {
            amounts[*index] += 1;
        }
    }
    available
}

/// `amount * share / whole`, rounded down. No amount is negative, and the result fits.
pub(in crate::engine) fn portion(amount: i64, share: i64, whole: i64) -> i64 {
    if product_fits(amount, share) {
        return amount * share / whole;
    }
    let product = i128::from(amount) * i128::from(share) / i128::from(whole);
    i64::try_from(product).unwrap_or(0)
}

/// Whether the product of two amounts that are not negative surely fits 64 bits. Wasm has no cheaper way to ask.
fn product_fits(one: i64, other: i64) -> bool {
    one.leading_zeros() + other.leading_zeros() > i64::BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(rule: Sharing, available: i64) -> Vec<i64> {
        let mut due = [
            Due { line: 0, month: 1, amount: 100 },
            Due { line: 1, month: 0, amount: 200 },
            Due { line: 0, month: 0, amount: 100 },
        ];
        cut_down(&mut due, available, rule, &[1, 0]);
        due.map(|due| due.amount).to_vec()
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(shared(Sharing::ProRata, 400), [100, 200, 100]);
    }

    #[test]
    fn pro_rata_gives_odd_pennies_to_the_largest_remainders() {
        // Of 101 each line gets 50.5, and so the first gets the penny; of its two amounts the first gets it.
        assert_eq!(shared(Sharing::ProRata, 101), [26, 50, 25]);
        let mut amounts = [1, 1, 1];
        assert_eq!(pro_rata(&mut amounts, 2), 2);
        assert_eq!(amounts, [1, 1, 0]);
    }

    #[test]
    fn odd_pennies_go_to_lines_before_they_go_to_their_months() {
        // Of 138 the lines get 105.60, 13.92 and 18.48; months of a line then share 106, 14 and 18.
        let mut due: Vec<Due> = (0..3)
            .flat_map(|month| {
                let amounts = [(0, 440), (1, 58), (2, 77)].into_iter();
                amounts.map(move |(line, amount)| Due { line, month, amount })
            })
            .collect();
        cut_down(&mut due, 138, Sharing::ProRata, &[]);
        let of_line = |line: usize| {
            let mine = due.iter().filter(|due| due.line == line);
            mine.map(|due| due.amount).collect::<Vec<i64>>()
        };
        assert_eq!([of_line(0), of_line(1), of_line(2)], [[36, 35, 35], [5, 5, 4], [6, 6, 6]]);
    }

    #[test]
    fn earlier_months_come_first_by_date() {
        assert_eq!(shared(Sharing::ByDate, 150), [0, 100, 50]);
        assert_eq!(shared(Sharing::ByDate, 350), [50, 200, 100]);
    }

    #[test]
    fn ranks_decide_by_priority() {
        assert_eq!(shared(Sharing::Priority, 250), [25, 200, 25]);
    }

    #[test]
    fn nothing_left_pays_nothing() {
        for rule in [Sharing::ProRata, Sharing::ByDate, Sharing::Priority] {
            assert_eq!(shared(rule, 0), [0, 0, 0]);
        }
    }
}
