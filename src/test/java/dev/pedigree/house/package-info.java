/** How the house is built: its rooms, roads and files, held by tests. */
@NullMarked
package dev.pedigree.house;

import org.jspecify.annotations.NullMarked;
