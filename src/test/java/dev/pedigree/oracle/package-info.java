/**
 * The oracle: a naive model of the rules of the graph, computed from the whole set of
 * messages each time, against which the write path and the walks are tested. It shares
 * with the catalog only the records that messages are made of.
 */
@NullMarked
package dev.pedigree.oracle;

import org.jspecify.annotations.NullMarked;
